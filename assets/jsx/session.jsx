/* Warns before the session ends, and says when it has. One timer a page, set by what the server
   answers; typing is use, also where nothing is saved. */
import { useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";
import { currentPage } from "./frame.jsx";
import { icon } from "./icons.jsx";

// In seconds. Browsers keep no timer longer than 24 days.
const WARNED = 5 * 60;
const MINUTE = 60;
const LONGEST = 24 * 3600;

const isAccount = (owner) => owner?.startsWith("account-");

/** Ask (GET), or say that the session is in use (POST). Nothing is left where nobody is signed in. */
async function ask(method) {
  const answer = await fetch("/api/session", { method, cache: "no-store", credentials: "same-origin" });
  return answer.json();
}

function openChannel(heard) {
  try {
    const channel = new BroadcastChannel("ilojobs-session");
    channel.onmessage = heard;
    return channel;
  } catch {
    return null; // Where storage is refused: the other tabs ask when their own timer fires.
  }
}

/** Keep `onLeft` told of what is left, null as long as that is enough; give what says « in use ». */
function watch(onLeft) {
  let timer = 0;
  let gone = false;
  let used = Date.now();
  const again = (seconds) => {
    clearTimeout(timer);
    if (!gone) timer = setTimeout(look, Math.min(seconds, LONGEST) * 1000);
  };
  const look = async (method) => {
    if (!isAccount(currentPage().owner)) return onLeft(null);
    try {
      const left = await ask(method === "POST" ? "POST" : "GET");
      if (gone) return undefined;
      const isOthers = isAccount(left.owner) && left.owner !== currentPage().owner;
      onLeft(left.seconds > WARNED || isOthers ? null : left);
      if (left.seconds) again(left.seconds > WARNED ? left.seconds - WARNED : left.seconds + 1);
      if (method === "POST") channel?.postMessage("used");
    } catch {
      again(MINUTE);
    }
    return undefined;
  };
  const use = () => {
    used = Date.now();
    return look("POST");
  };
  const onInput = () => {
    if (Date.now() - used >= MINUTE * 1000) use();
  };
  // Timers stand still while a computer sleeps.
  const onVisible = () => document.hidden || look();
  const channel = openChannel(() => look());
  document.addEventListener("input", onInput);
  document.addEventListener("visibilitychange", onVisible);
  look();
  const stop = () => {
    gone = true;
    clearTimeout(timer);
    channel?.close();
    document.removeEventListener("input", onInput);
    document.removeEventListener("visibilitychange", onVisible);
  };
  return { use, stop };
}

/* What comes over the page's foot must not hide the field that somebody types in. */
function uncover(bar) {
  const focused = document.activeElement;
  if (!bar || !focused || focused === document.body) return;
  const { top, bottom } = focused.getBoundingClientRect();
  if (top < window.innerHeight && bottom > bar.getBoundingClientRect().top) focused.scrollIntoView({ block: "nearest" });
}

function titleOf({ seconds }, texts) {
  const minutes = Math.ceil(seconds / MINUTE);
  if (!minutes) return texts.ended;
  return minutes === 1 ? texts.minute : texts.minutes.replace("{n}", minutes);
}

export function SessionEnd({ texts, href }) {
  const { pathname, search } = useLocation();
  const [left, setLeft] = useState(null);
  const [stays, setStays] = useState(false);
  const watched = useRef(null);
  const bar = useRef(null);
  const before = useRef(null);
  useEffect(() => {
    watched.current = watch(setLeft);
    return watched.current.stop;
  }, [pathname, search]);
  const phase = left && (left.seconds ? "soon" : "ended");
  useEffect(() => {
    if (phase) setStays(false);
    if (phase) uncover(bar.current);
  }, [phase]);
  const stay = async () => {
    await watched.current.use();
    setStays(true);
    (before.current?.isConnected ? before.current : document.querySelector("main"))?.focus();
  };
  const advice = phase === "ended" ? texts.kept : left?.final ? texts.final : texts.idle;
  return (
    <div ref={bar} role="alert" className={left ? "session-end no-print" : undefined}>
      {left ? (
        <div className="banner banner--warn" key={phase}>
          {icon("warning")}
          <div>
            <p><strong>{titleOf(left, texts)}</strong></p>
            <p>{advice}</p>
            <p className="banner__actions">
              {phase === "soon" && !left.final ? (
                <button type="button" className="btn btn--primary" onClick={stay} onFocus={(event) => (before.current = event.relatedTarget)}>
                  {texts.stay}
                </button>
              ) : null}
              {phase === "ended" ? <a className="btn btn--primary" href={href} data-return="">{texts.signIn}</a> : null}
            </p>
          </div>
        </div>
      ) : null}
      {!left && stays ? <p className="vh" key="stays">{texts.stays}</p> : null}
    </div>
  );
}
