/* What comes in place of what had the focus takes the focus, which would be lost. */
import { createElement, useEffect, useRef } from "react";

let last = null;
if (typeof document !== "undefined")
  document.addEventListener("focusin", (event) => {
    last = event.target;
  });

/** An element that takes the focus when it comes, if what had it has gone, or matches `from`. */
export function Heir({ element, from, children, ...props }) {
  const place = useRef(null);
  useEffect(() => {
    if (last && (!last.isConnected || (from && last.matches(from)))) place.current.focus();
  }, []);
  return createElement(element, { ...props, ref: place }, children);
}

export function FocusedHeading({ children }) {
  const heading = useRef(null);
  useEffect(() => heading.current.focus(), []);
  return (
    <h1 tabIndex={-1} ref={heading}>
      {children}
    </h1>
  );
}

/** In an entry's card: a link to a field of the entry, `#<key>.<field>`, presses the card's first button. */
export function OpenedByLink({ name }) {
  const place = useRef(null);
  useEffect(() => {
    if (window.location.hash.startsWith(`#${name}.`)) place.current.closest(".card").querySelector("button").click();
  }, [name]);
  return <span hidden ref={place} />;
}
