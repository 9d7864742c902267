/* Small behaviours of server-written markup, all by delegation from the document:
   menus, the folded navigation, password reveal, printing, copying, the reader's own clock, tabs. */
import { keepCountdowns } from "./countdowns.js";
import { wakeForms } from "./live.js";
import "./paste.js";
import { clockTime, fill, ordinals } from "./text.js";

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

const setMenu = (button, open) => {
  button.setAttribute("aria-expanded", open);
  $("#" + button.getAttribute("aria-controls")).hidden = !open;
};
const openMenus = () => $$("[data-menu][aria-expanded=true]");

function onClick(event) {
  const at = (selector) => event.target.closest?.(selector);
  const menu = at("[data-menu]");
  openMenus().forEach((button) => {
    if (button !== menu && !button.parentNode.contains(event.target)) setMenu(button, false);
  });
  if (menu) setMenu(menu, menu.getAttribute("aria-expanded") !== "true");
  const nav = at("[data-nav]");
  if (nav) nav.setAttribute("aria-expanded", nav.closest(".masthead").toggleAttribute("data-open"));
  const reveal = at("[data-reveal]");
  if (reveal) {
    const input = $("#" + CSS.escape(reveal.dataset.reveal));
    const show = input.type === "password";
    input.type = show ? "text" : "password";
    reveal.setAttribute("aria-pressed", show);
  }
  if (at("[data-print]")) window.print();
  if (at("[data-copy]")) copy(at("[data-copy]"));
  const tab = at("[role=tab]");
  if (tab) selectTab(tab);
}

/* The text of a field, named by `data-copy`; said in what follows the button. */
async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.value);
  } catch {
    // Browsers give the clipboard on https and loopback only.
    source.select();
    if (!document.execCommand("copy")) return;
  }
  button.nextElementSibling.textContent = button.dataset.copied;
}

function selectTab(tab) {
  $$("[role=tab]", tab.closest("[role=tablist]")).forEach((other) => {
    const selected = other === tab;
    other.setAttribute("aria-selected", selected);
    other.tabIndex = selected ? 0 : -1;
    $("#" + other.getAttribute("aria-controls")).hidden = !selected;
  });
}

function onKeyDown(event) {
  if (event.key === "Escape") {
    openMenus().forEach((button) => {
      setMenu(button, false);
      button.focus();
    });
  }
  const tab = event.target.closest?.("[role=tab]");
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (tab && step) {
    const tabs = $$("[role=tab]", tab.closest("[role=tablist]"));
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    selectTab(next);
    next.focus();
  }
}

/* What the reader's city is called today, in the language of the page: browsers report old names. */
const cities = new Map();
function cityOf(zone, language) {
  const key = language + zone;
  const reported = zone.split("/").pop().replaceAll("_", " ");
  const ask = async () => {
    const answer = await fetch(`/api/time-zones?${new URLSearchParams({ zone, lang: language })}`, {
      credentials: "omit",
    });
    return (answer.ok && (await answer.json()).city) || reported;
  };
  if (!cities.has(key))
    cities.set(
      key,
      ask().catch(() => reported),
    );
  return cities.get(key);
}

const raised = (ending) => Object.assign(document.createElement("sup"), { textContent: ending });

/* B3: a moment in the reader's own zone. The server decides; this only translates. */
async function showLocalTimes() {
  const waiting = $$("[data-local-time]:not([data-filled])");
  if (!waiting.length) return;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  // By the address: a translating browser changes the language that the page says it has.
  const french = !window.location.pathname.startsWith("/en");
  const city = await cityOf(zone, french ? "fr" : "en");
  waiting.forEach((element) => {
    const instant = new Date(element.dataset.localTime);
    const day = new Intl.DateTimeFormat(french ? "fr-FR" : "en-GB", { day: "numeric", month: "long" }).format(instant);
    const words = fill(element.dataset.localText, {
      city,
      date: french ? day.replace(/^1 /, "1er ") : day,
      time: clockTime(instant, french ? "fr" : "en"),
    });
    element.replaceChildren(...ordinals(words, raised));
    element.dataset.filled = "";
    element.hidden = false;
  });
}

/** Look at markup that has just come in: clocks to fill, a summary that wants the focus. */
export function wake() {
  showLocalTimes();
  keepCountdowns();
  wakeForms();
  const target = window.location.hash && document.getElementById(window.location.hash.slice(1));
  if (target?.tagName === "DETAILS") {
    target.open = true;
    target.scrollIntoView();
  }
  $("[data-focus-now]")?.focus();
}

if (typeof document !== "undefined") {
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKeyDown);
}
