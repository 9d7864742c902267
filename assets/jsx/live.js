/* Forms of the server that show what they would do: when a choice changes, the page is asked again
   with it, and its parts marked `data-live-part` are put in place. Without JavaScript the form
   works all the same, and says what holds for the choices it came with. */
import { askAgain } from "./island.js";

const PAUSE = 300;
let timer = 0;
let asking = null;

async function refresh(form) {
  asking?.abort();
  asking = new AbortController();
  const query = new URLSearchParams(new FormData(form));
  query.delete("owner");
  try {
    const { fresh } = await askAgain(`?${query}`, asking.signal);
    for (const part of form.querySelectorAll("[data-live-part]")) {
      const next = fresh.querySelector(`[data-live-part="${part.dataset.livePart}"]`);
      if (next && next.innerHTML !== part.innerHTML) part.innerHTML = next.innerHTML;
    }
  } catch {
    /* Overtaken by a later choice, or no line: what stands there stays. */
  }
}

function onChange(event) {
  const form = event.target.closest?.("form[data-live]");
  if (!form) return;
  clearTimeout(timer);
  timer = setTimeout(() => refresh(form), PAUSE);
}

/** Tell the forms that have just come in which time zone their reader lives in. */
export function wakeForms() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const input of document.querySelectorAll("form[data-live] input[data-zone]")) {
    if (!zone || input.value === zone) continue;
    input.value = zone;
    refresh(input.form);
  }
}

if (typeof document !== "undefined") {
  document.addEventListener("input", onChange);
}
