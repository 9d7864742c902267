/* A heading that comes in place of what was just sent: it takes the focus, which would be lost. */
import { useEffect, useRef } from "react";

export function FocusedHeading({ children }) {
  const heading = useRef(null);
  useEffect(() => heading.current.focus(), []);
  return <h1 tabIndex={-1} ref={heading}>{children}</h1>;
}
