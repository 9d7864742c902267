/* For whom this document was made. Another tab of the browser may sign out, or somebody else in: then
   the document leaves at once, and what is loaded in its place belongs to who is there now. */
const CHANNEL = "ilojobs-owner";
const inBrowser = typeof document !== "undefined";

export const owner = inBrowser
  ? (JSON.parse(document.getElementById("page-data")?.textContent || "{}").owner ?? "visitor")
  : "visitor";
let leaving = false;
// Its session has ended and the page says so: it waits for its reader, who may sign in in another tab.
let waiting = false;

/** Say whether a page that the server gave is another person's than this document. */
export const isForeign = (page) => Boolean(page.owner) && page.owner !== owner;

/** Say whether this document is being left without asking. */
export const isLeaving = () => leaving;

/** Say whether the page waits for its reader to sign in again. */
export const wait = (isWaiting) => {
  waiting = isWaiting;
};

/** Connect the page anew: a connection keeps the session that it was opened with. */
export const connectAgain = () => window.dispatchEvent(new Event("ilojobs:connect"));

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
    const answer = await fetch("/_island" + window.location.pathname + window.location.search, {
      credentials: "same-origin",
      cache: "no-store",
    });
    const page = await answer.json();
    if (page.redirect ? owner !== "visitor" && !waiting : isForeign(page)) leave();
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
