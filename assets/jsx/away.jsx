/* The bar for a service that does not answer for now. It asks again by itself, less and less often,
   and has the page loaded anew once the service is back. */
import { useEffect } from "react";
import { icon } from "./icons.jsx";

const FIRST = 2000;
const LONGEST = 60000;

async function answers() {
  try {
    const { checks } = await (await fetch("/health/ready", { cache: "no-store" })).json();
    return checks.database.ok && checks.states.ok;
  } catch {
    return false;
  }
}

export function AwayBar({ away, text, onBack }) {
  useEffect(() => {
    if (!away) return undefined;
    let wait = FIRST;
    let timer = 0;
    let gone = false;
    // Not all pages at the same instant.
    const plan = () => {
      timer = setTimeout(ask, wait * (0.75 + Math.random() / 2));
    };
    const ask = async () => {
      const back = await answers();
      if (gone) return;
      if (back) onBack();
      wait = Math.min(wait * 2, LONGEST);
      plan();
    };
    plan();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [away]);
  return (
    <div role="status" className={away ? "netbar" : undefined}>
      {away ? <div className="container">{icon("offline")}<span>{text}</span></div> : null}
    </div>
  );
}
