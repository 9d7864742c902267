/* What the page knows of institutions without asking: which words were typed, and which options of an
   answer more letters leave. */
const BETWEEN = /[^\p{L}\p{N}]+/u;

const foldText = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Part a text at the words that begin with a word typed. @returns {string[]} every second part is marked. */
export function marked(text, query) {
  const words = foldText(query).split(BETWEEN).filter(Boolean);
  const parts = [""];
  for (const piece of text.split(/([^\p{L}\p{N}]+)/u)) {
    const folded = foldText(piece);
    const word = words.find((typed) => folded.startsWith(typed));
    const begun = word ? word.length : 0;
    if (begun) parts.push(piece.slice(0, begun), "");
    parts[parts.length - 1] += piece.slice(begun);
  }
  return parts;
}

/** Give what more letters of the last word leave of an answer, or null where only the server knows.
    A whole answer holds it: its options come with their words. "ae", "oe", "ue" may stand for one letter. */
export function narrowed(found, query) {
  const added = query.startsWith(found.query) ? query.slice(found.query.length) : "";
  if (!found.options[0]?.words || !/^[\p{L}\p{N}]+$/u.test(added)) return null;
  const last = foldText(query.split(BETWEEN).pop());
  const options = found.options.filter((option) => option.words.some((word) => word.startsWith(last)));
  return options.length && !/[aou]e/.test(last) ? { ...found, options, total: options.length, query } : null;
}
