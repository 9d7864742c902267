/* For whom this document was made. Another tab of the browser may sign out, or somebody else in: then
   the document leaves at once, and what is loaded in its place belongs to who is there now. */
const CHANNEL = "ilojobs-owner";
const inBrowser = typeof document !== "undefined";

const owner = inBrowser ? JSON.parse(document.getElementById("page-data")?.textContent || "{}").owner ?? "visitor" : "visitor";
let leaving = false;

/** Say whether a page that the server gave is another person's than this document. */
export const isForeign = (page) => Boolean(page.owner) && page.owner !== owner;

/** Say whether this document is being left without asking. */
export const isLeaving = () => leaving;

/** Empty the page and load it again, without asking about what was typed for somebody else. */
export function leave() {
  if (leaving) return;
  leaving = true;
  document.body.hidden = true;
  window.location.replace(window.location.href);
}

/* Asked, not believed: a page that comes out of the browser's own memory may say something old. */
async function look() {
  try {
    const answer = await fetch("/_island" + window.location.pathname + window.location.search, { credentials: "same-origin", cache: "no-store" });
    const page = await answer.json();
    if (page.redirect ? owner !== "visitor" : isForeign(page)) leave();
  } catch {
    /* No line: the next event tells. */
  }
}

function listen() {
  let channel = null;
  try {
    channel = new BroadcastChannel(CHANNEL);
  } catch {
    return; // Refused with storage: the next event tells.
  }
  channel.onmessage = ({ data }) => data !== owner && owner !== "visitor" && look();
  channel.postMessage(owner);
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    channel.postMessage(owner);
    if (owner !== "visitor") look();
  });
}

if (inBrowser) {
  window.__ilojobs_owner = owner;
  listen();
}
