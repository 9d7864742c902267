/* What stands where a page could not be drawn: in both languages, the reader's first, because what
   failed may be anything. No trace: it may hold what was typed, and helps nobody who reads it here.
   What was typed is in the tab's storage and in the draft. Links load anew, by no script. */
import { useEffect, useRef } from "react";
import { WORDS } from "../generated/last_resort.js";

export function LastResort() {
  const heading = useRef(null);
  useEffect(() => heading.current?.focus(), []);
  const isOwn = ({ language }) => window.location.pathname.startsWith("/" + language);
  const [own = WORDS[0]] = WORDS.filter(isOwn);
  return (
    <main className="container container--narrow" id="contenu">
      {[own, ...WORDS.filter((words) => words !== own)].map(({ language, ...words }) => (
        <section key={language} lang={language} className="stack mt-6">
          {language === own.language ? (
            <h1 tabIndex={-1} ref={heading}>
              {words.title}
            </h1>
          ) : (
            <h2>{words.title}</h2>
          )}
          <p>{words.advice}</p>
          <p className="cluster">
            <button className="btn btn--primary" type="button" onClick={() => window.location.reload()}>
              {words.reload}
            </button>
            <a className="btn btn--secondary" href={"/" + language}>
              {words.home}
            </a>
            <a className="link" href={`/${language}/contact`}>
              {words.contact}
            </a>
          </p>
        </section>
      ))}
    </main>
  );
}
