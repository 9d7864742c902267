/* « Encore 46 minutes » on a page that stays open: the server words it again when it no longer holds,
   and when the page is looked at again. Only the words change: what is being read or typed stays. */
import { askAgain } from "./island.js";

const PATIENCE = 15_000;
// Timers take no more than 24 days.
const LONGEST = 86_400_000;
let timer = 0;
let asked = 0;

const countdowns = () => [...document.querySelectorAll("[data-countdown]")];

function close(countdown) {
  countdown.dataset.state = "closed";
  countdown.lastElementChild.textContent = countdown.dataset.closed;
  delete countdown.dataset.until;
}

/** Have the server word them again. A list no longer holds what has closed, a closed notice holds nothing. */
export async function rewordCountdowns() {
  if (!countdowns().length) return;
  asked = Date.now();
  try {
    const { status, fresh } = await askAgain(window.location.search);
    const isAway = status >= 500 || status === 429;
    for (const countdown of isAway ? [] : countdowns()) {
      const next = fresh.querySelector(`[data-countdown="${countdown.dataset.countdown}"]`);
      if (next) countdown.replaceWith(document.importNode(next, true));
      else if (status === 404) countdown.remove();
      else if (status === 410 || Date.parse(countdown.dataset.closes) < Date.now()) close(countdown);
    }
  } catch {
    /* No line: what stands there stays, until it is asked for again. */
  }
  keepCountdowns();
}

/** Wait for the first of them whose words will not hold any more. */
export function keepCountdowns() {
  clearTimeout(timer);
  const ends = countdowns()
    .map((one) => Date.parse(one.dataset.until))
    .filter(Boolean);
  if (!ends.length || document.hidden) return;
  const wait = Math.max(Math.min(...ends) + 1000, asked + PATIENCE) - Date.now();
  timer = setTimeout(rewordCountdowns, Math.min(wait, LONGEST));
}

if (typeof document !== "undefined") document.addEventListener("visibilitychange", keepCountdowns);
