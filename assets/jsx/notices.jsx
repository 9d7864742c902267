/* What stays over the foot of the window, where the reader is, whatever they have scrolled to. */
import { useEffect, useRef } from "react";

/* What comes must not hide the field that somebody types in. */
function uncover(box) {
  const focused = document.activeElement;
  if (!focused || focused === document.body || box.contains(focused)) return;
  const { top, bottom } = focused.getBoundingClientRect();
  if (top < window.innerHeight && bottom > box.getBoundingClientRect().top)
    focused.scrollIntoView({ block: "nearest" });
}

export function Notices({ children }) {
  const box = useRef(null);
  // What had the focus before the notice, whose button will go with it.
  const before = useRef(null);
  const enter = ({ relatedTarget }) => {
    if (!box.current.contains(relatedTarget)) before.current = relatedTarget ?? document.querySelector("main");
  };
  const leave = ({ relatedTarget }) => {
    if (relatedTarget && !box.current.contains(relatedTarget)) before.current = null;
  };
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      uncover(box.current);
      if (!before.current || box.current.contains(document.activeElement)) return;
      before.current.focus({ preventScroll: true });
      before.current = null;
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div className="notices no-print" ref={box} onFocus={enter} onBlur={leave}>
      {children}
    </div>
  );
}
