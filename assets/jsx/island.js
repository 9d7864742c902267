/** Ask the server again for its part of the page shown now. @returns its status, and the part as a document. */
export async function askAgain(search, signal) {
  const answer = await fetch(`/_island${window.location.pathname}${search}`, { signal, credentials: "same-origin" });
  const { status, island = "" } = await answer.json();
  return { status, fresh: new DOMParser().parseFromString(island, "text/html") };
}
