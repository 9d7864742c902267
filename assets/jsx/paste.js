/* Rich text from the clipboard as plain text: paragraphs apart, bullets and numbers as text, cells
   between bars. What has no place in plain text is named, so that the candidate is told. */
import { lines, oneLine } from "./text.js";

const SKIPPED = new Set(["SCRIPT", "STYLE", "HEAD", "TITLE", "META", "LINK", "TEMPLATE"]);
const APART = new Set(["P", "H1", "H2", "H3", "H4", "H5", "H6", "BLOCKQUOTE", "UL", "OL", "TABLE", "PRE"]);
const LINES = new Set(["DIV", "LI", "TR", "SECTION", "ARTICLE", "HEADER", "FOOTER", "DT", "DD", "HR"]);
const MARKS = {
  B: "format",
  STRONG: "format",
  I: "format",
  EM: "format",
  U: "format",
  S: "format",
  MARK: "format",
  H1: "format",
  H2: "format",
  H3: "format",
  H4: "format",
  H5: "format",
  H6: "format",
  A: "links",
  IMG: "images",
  SVG: "images",
  TABLE: "tables",
};
const PLAIN = /font-weight:\s*(normal|400)/;
const STYLED = /font-weight:\s*(bold|[6-9]00)|font-style:\s*italic|text-decoration[^;]*underline/;

/* Word writes a bullet as text of its own, « · » or « o » in a symbol font, and spaces after it. */
const marker = (text) => (/[\p{L}\p{N}]\s*[.)]|\d/u.test(text) ? text.trim() + " " : "• ");

/** @returns {{ text: string, removed: string[] }} `removed`: of format, links, images, tables, in this order. */
export function plainText(html) {
  const removed = new Set();
  let text = "";
  const line = (breaks) => {
    text = text.replace(/[ \u00a0]+$/, "");
    const there = /\n*$/.exec(text)[0].length;
    if (text && there < breaks) text += "\n".repeat(breaks - there);
  };
  const note = (element, style) => {
    const mark = MARKS[element.tagName];
    if (mark === "links" && !element.getAttribute("href")) return;
    if (mark && !(mark === "format" && PLAIN.test(style))) removed.add(mark);
    if (STYLED.test(style)) removed.add("format");
  };
  const walk = (node, list) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const words = lines(node.data.replace(/[ \t\r\n\f]+/g, " "));
      text += /(^|[\n ])$/.test(text) ? words.trimStart() : words;
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || SKIPPED.has(node.tagName)) return;
    const style = node.getAttribute("style") ?? "";
    if (/mso-list:\s*ignore/i.test(style)) {
      text += marker(node.textContent);
      return;
    }
    if (node.tagName === "BR") {
      text = text.replace(/ +$/, "") + "\n";
      return;
    }
    note(node, style);
    // A paragraph in an item is the item; Word's items are paragraphs that follow each other.
    const isItem =
      node.tagName === "P" && (node.parentElement?.tagName === "LI" || /MsoListParagraph/.test(node.className));
    const isNested = APART.has(node.tagName) && Boolean(node.parentElement?.closest("li, td, th"));
    const breaks =
      APART.has(node.tagName) && !isItem && !isNested ? 2 : LINES.has(node.tagName) || isItem || isNested ? 1 : 0;
    const opens =
      /^(LI|TD|TH)$/.test(node.parentElement?.tagName) &&
      !node.previousElementSibling &&
      !node.previousSibling?.data?.trim();
    if (breaks && !opens) line(breaks);
    if (node.tagName === "LI") {
      list.n += 1;
      text += node.parentElement?.tagName === "OL" ? `${list.n}. ` : "• ";
    }
    if ((node.tagName === "TD" || node.tagName === "TH") && node.previousElementSibling) text = text.trimEnd() + " | ";
    const own =
      node.tagName === "OL" || node.tagName === "UL" ? { n: (Number(node.getAttribute("start")) || 1) - 1 } : list;
    for (const child of node.childNodes) walk(child, own);
    if (breaks) line(breaks);
  };
  walk(new DOMParser().parseFromString(html, "text/html").body, { n: 0 });
  const order = ["format", "links", "images", "tables"];
  return { text: text.replace(/\n{3,}/g, "\n\n").trim(), removed: order.filter((name) => removed.has(name)) };
}

/* A field of one line shows nothing where a pasted text has U+000B or U+2028, and would join two words
   before the reader's eyes; the server sees them apart. `insertText` keeps the browser's own undo. */
function onPaste(event) {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || !["text", "search", "email", "tel"].includes(field.type)) return;
  const text = event.clipboardData.getData("text/plain");
  const line = oneLine(text);
  if (!line || line === text.trim()) return;
  event.preventDefault();
  document.execCommand("insertText", false, line);
}

if (typeof document !== "undefined") document.addEventListener("paste", onPaste);
