/* The cover letter's helpers: what concerns a letter proposed again goes with it and comes back with
   it, passages are found again in the text, a refusal takes the focus and keeps the letter. The letter
   itself is an ordinary field of the form. */
import { createContext, useContext, useEffect, useRef, useState } from "react";
import { rewordCountdowns } from "./countdowns.js";
import { refresh } from "./frame.jsx";
import { icon } from "./icons.jsx";
import { kept } from "./store.js";
import { clean, fill } from "./text.js";

const letter = () => document.getElementById("letter");

function write(text) {
  const area = letter();
  area.value = text;
  area.dispatchEvent(new Event("fill"));
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

const Desk = createContext({ isGone: false, empty: () => {}, swap: () => {} });

/** Stands around the letter and all that is said of it; knows whether the proposed one is there. */
export function LetterDesk({ className, children }) {
  const [isEmpty, setEmpty] = useState(false);
  // What a button took from the field: the letter that was proposed, or what was typed in its place.
  const [aside, setAside] = useState({ text: "", isProposed: false });
  useEffect(() => {
    const area = letter();
    const look = () => setEmpty(!area.value.trim());
    area.addEventListener("fill", look);
    area.addEventListener("input", look);
    return () => {
      area.removeEventListener("fill", look);
      area.removeEventListener("input", look);
    };
  }, []);
  const take = (text, isProposed) => {
    setAside({ text: letter().value, isProposed });
    write(text);
  };
  const empty = (next) => {
    take(next === "letter" && !aside.isProposed ? aside.text : "", true);
    document.getElementById(next)?.focus();
  };
  const swap = () => {
    take(aside.text, !aside.isProposed);
    letter().focus();
  };
  const desk = { isGone: isEmpty || aside.isProposed, aside, empty, swap };
  return (
    <div className={className}>
      <Desk.Provider value={desk}>{children}</Desk.Provider>
    </div>
  );
}

/** What concerns the letter that was proposed: hidden while it has been taken away. */
export function WithLetter({ children }) {
  return <div hidden={useContext(Desk).isGone}>{children}</div>;
}

/** Empties the letter and goes to `next`. */
export function EmptyLetter({ label, iconName, className, next }) {
  const { empty } = useContext(Desk);
  return (
    <button type="button" className={className} onClick={() => empty(next)}>
      {iconName ? icon(iconName) : null}
      {label}
    </button>
  );
}

/** Puts back what was taken away, and again what stood there meanwhile; its place speaks. */
export function PutBack({ said, label, otherLabel }) {
  const { aside, swap } = useContext(Desk);
  if (!aside.text) return <div role="status" />;
  return (
    <div role="status">
      <p className="cluster">
        {aside.isProposed ? <span>{said}</span> : null}
        <button type="button" className="btn btn--secondary" onClick={swap}>
          {aside.isProposed ? label : otherLabel}
        </button>
      </p>
    </div>
  );
}

/** Selects a passage in the letter. */
export function FindPassage({ label, detail, number, text }) {
  const find = () => {
    const area = letter();
    const start = area.value.indexOf(text);
    area.focus();
    if (start >= 0) area.setSelectionRange(start, start + text.length);
  };
  return (
    <button type="button" className="btn btn--quiet" onClick={find}>
      {label}
      <span className="vh"> {fill(detail, { n: number })}</span>
    </button>
  );
}

/* What this tab alone holds comes first. It replaces what the tab knew to be kept; a text of another
   device, which it did not know, stays beside it. */
function versionsOf(name, letter) {
  const own = clean(kept(name)?.letter ?? "");
  const known = kept(name + "~known")?.letter ?? [];
  const isOlder = known.some((text) => clean(text) === letter);
  return [...new Set([own, own && isOlder ? "" : letter])].filter(Boolean);
}

/** The letter where its form has gone: to read and to copy. @param name of the form. @param letter what the server keeps. @param isSubmitted it has left: only what differs from it is shown. */
export function KeptLetter({ name, letter: stored, isSubmitted, texts }) {
  const [versions, setVersions] = useState([]);
  useEffect(() => {
    setVersions(versionsOf(name, stored).filter((text) => !isSubmitted || text !== stored));
  }, [name, stored, isSubmitted]);
  return versions.map((text, index) => {
    const id = "kept-letter-" + index;
    return (
      <div className="field mt-6" key={text}>
        <label className="label" htmlFor={id}>
          {isSubmitted ? texts.notSent : index ? texts.otherVersion : texts.label}
        </label>
        <textarea className="textarea" id={id} rows={12} readOnly value={text} />
        <p className="cluster mt-4">
          <button type="button" className="btn btn--secondary" data-copy={id} data-copied={texts.copied}>
            {texts.copy}
          </button>
          <span className="small" role="status" />
        </p>
      </div>
    );
  });
}

/** Takes the focus when it comes in place of a form that was just sent; the page's head says so too. */
export function FocusBox({ now, children }) {
  const box = useRef(null);
  useEffect(() => {
    if (!now) return;
    box.current?.focus();
    refresh();
  }, [now]);
  return (
    <div ref={box} tabIndex={-1}>
      {children}
    </div>
  );
}

/** The head of the page says what has just been learnt of the deadline, too. */
export function NewsOfDeadline() {
  useEffect(() => void rewordCountdowns(), []);
  return null;
}
