/* Warns before the session ends, and says when it has. One timer a page, set by what the server
   answers; typing is use, also where nothing is saved. */
import { useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";
import { currentPage } from "./frame.jsx";
import { icon } from "./icons.jsx";
import { connectAgain, wait } from "./owner.js";

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

/** Keep `onLeft` told of what is left, null as long as that is enough; give what says « in use », and
    what looks because the server refused the page's session. */
function watch(onLeft) {
  let timer = 0;
  let gone = false;
  // The page was refused; once its reader has signed in again, in whichever tab, it connects anew.
  let isRefused = false;
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
      if (left.seconds && !isOthers && isRefused) connectAgain();
      isRefused = !left.seconds;
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
  const refused = () => {
    isRefused = true;
    look();
  };
  const stop = () => {
    gone = true;
    clearTimeout(timer);
    channel?.close();
    document.removeEventListener("input", onInput);
    document.removeEventListener("visibilitychange", onVisible);
  };
  return { use, refused, stop };
}

function titleOf({ seconds }, texts) {
  const minutes = Math.ceil(seconds / MINUTE);
  if (!minutes) return texts.ended;
  return minutes === 1 ? texts.minute : texts.minutes.replace("{n}", minutes);
}

/** @param toldAt when the server last refused the page's session, in seconds; 0 for never. */
export function SessionEnd({ toldAt, texts, href }) {
  const { pathname, search } = useLocation();
  const [left, setLeft] = useState(null);
  const [stays, setStays] = useState(false);
  const watched = useRef(null);
  useEffect(() => {
    watched.current = watch(setLeft);
    return watched.current.stop;
  }, [pathname, search]);
  useEffect(() => {
    if (toldAt) watched.current.refused();
  }, [toldAt]);
  const phase = left && (left.seconds ? "soon" : "ended");
  useEffect(() => {
    if (phase) setStays(false);
    wait(phase === "ended");
  }, [phase]);
  const stay = async () => {
    await watched.current.use();
    setStays(true);
  };
  const advice = phase === "ended" ? texts.kept : left?.final ? texts.final : texts.idle;
  return (
    <div role="alert">
      {left ? (
        <div className="banner banner--warn" key={phase}>
          {icon("warning")}
          <div>
            <h2>{titleOf(left, texts)}</h2>
            <p>{advice}</p>
            {phase === "soon" && !left.final ? (
              <p className="banner__actions">
                <button type="button" className="btn btn--primary" onClick={stay}>
                  {texts.stay}
                </button>
              </p>
            ) : null}
            {phase === "ended" ? (
              <p className="banner__actions">
                <a className="btn btn--primary" href={href} data-return="">
                  {texts.signIn}
                </a>
              </p>
            ) : null}
          </div>
        </div>
      ) : null}
      {!left && stays ? (
        <p className="vh" key="stays">
          {texts.stays}
        </p>
      ) : null}
    </div>
  );
}
