/* A native dialog, opened by the page's state. Esc and the cross close it without choosing; the
   focus goes to its heading and back to the opener. */
import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { icon } from "./icons.jsx";

export function Dialog({ name, open, title, closeLabel, onDismiss, children }) {
  const dialog = useRef(null);
  const heading = useRef(null);
  const opener = useRef(null);
  // A portal cannot be part of the server's page: it comes with the first effect.
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) {
      opener.current = document.activeElement;
      element.showModal();
      heading.current.focus();
    } else if (!open && element.open) element.close();
  }, [open, mounted]);
  // Closing by Esc is the browser's doing: tell the state, and give the focus back.
  const onClose = () => {
    if (open) onDismiss?.();
    opener.current?.focus();
  };
  if (!mounted) return null;
  return createPortal(
    <dialog className="dialog" id={name} ref={dialog} aria-labelledby={name + "-h"} onClose={onClose}>
      <div className="dialog__head">
        <h2 id={name + "-h"} tabIndex={-1} ref={heading}>
          {title}
        </h2>
        <button className="icon-btn" type="button" onClick={() => dialog.current.close()}>
          {icon("x")}
          <span className="vh">{closeLabel}</span>
        </button>
      </div>
      {children}
    </dialog>,
    document.body,
  );
}

/** Print this dialog alone: a copy of it, since what lies in the top layer is cut at the page's edge;
    all else is hidden meanwhile (see components.css). */
export function PrintDialogButton({ name, label }) {
  const print = () => {
    const sheet = document.createElement("div");
    sheet.className = "print-target";
    sheet.append(...[...document.getElementById(name).children].map((part) => part.cloneNode(true)));
    for (const element of sheet.querySelectorAll("[id]")) element.removeAttribute("id");
    document.body.append(sheet);
    window.addEventListener("afterprint", () => sheet.remove(), { once: true });
    window.print();
  };
  return (
    <button className="btn btn--quiet push" type="button" onClick={print}>
      {icon("printer")}
      {label}
    </button>
  );
}
