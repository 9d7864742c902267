/* Leaves at once when the server says that this page is another person's now. */
import { useEffect } from "react";
import { leave } from "./owner.js";

export function Leaver({ foreign }) {
  useEffect(() => {
    if (foreign) leave();
  }, [foreign]);
  return null;
}
