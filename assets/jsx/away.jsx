/* The bar for a service that does not answer for now. It asks again by itself, less and less often;
   once the service is back the bar goes, and the page connects anew. */
import { useEffect, useState } from "react";
import { icon } from "./icons.jsx";
import { connectAgain } from "./owner.js";

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

/** @param toldAt when the server last said that it is away, in seconds; 0 for never. */
export function AwayBar({ toldAt, text }) {
  const [away, setAway] = useState(false);
  useEffect(() => {
    if (toldAt) setAway(true);
  }, [toldAt]);
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
      wait = Math.min(wait * 2, LONGEST);
      if (!back) return plan();
      setAway(false);
      connectAgain();
    };
    plan();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [away]);
  return (
    <div role="status" className={away ? "netbar" : undefined}>
      {away ? (
        <div className="container">
          {icon("offline")}
          <span>{text}</span>
        </div>
      ) : null}
    </div>
  );
}
