/* The cover letter's helpers: a new start that can be undone, passages found again in the text,
   and a refusal that takes the focus. The letter itself is an ordinary field of the form. */
import { useEffect, useRef, useState } from "react";
import { icon } from "./icons.jsx";
import { fill } from "./text.js";

const letter = () => document.getElementById("letter");

function write(text) {
  const area = letter();
  area.value = text;
  area.dispatchEvent(new Event("fill"));
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Empties the letter and goes to `next`; a second press puts the text back. */
export function EmptyLetter({ label, undoLabel, iconName, className, next }) {
  const [removed, setRemoved] = useState("");
  const press = () => {
    setRemoved(removed ? "" : letter().value);
    write(removed);
    (removed ? letter() : document.getElementById(next))?.focus();
  };
  return (
    <button type="button" className={className} onClick={press}>
      {iconName ? icon(iconName) : null}
      {removed ? undoLabel : label}
    </button>
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
      <span className="vh">{fill(detail, { n: number })}</span>
    </button>
  );
}

/** Takes the focus when it comes in place of a form that was just sent. */
export function FocusBox({ now, children }) {
  const box = useRef(null);
  useEffect(() => {
    if (now) box.current?.focus();
  }, [now]);
  return <div ref={box} tabIndex={-1}>{children}</div>;
}
