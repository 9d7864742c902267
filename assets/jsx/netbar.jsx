/* The bar for a lost line. A line that comes back within a moment is not worth a word. */
import { useEffect, useState } from "react";
import { icon } from "./icons.jsx";

const PATIENCE = 700;

export function NetBar({ lost, text }) {
  const [offline, setOffline] = useState(false);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const look = () => setOffline(!navigator.onLine);
    window.addEventListener("online", look);
    window.addEventListener("offline", look);
    return () => {
      window.removeEventListener("online", look);
      window.removeEventListener("offline", look);
    };
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => setShown(lost || offline), lost || offline ? PATIENCE : 0);
    return () => clearTimeout(timer);
  }, [lost, offline]);
  return (
    <div role="status" className={shown ? "netbar" : undefined}>
      {shown ? (
        <div className="container">
          {icon("offline")}
          <span>{text}</span>
        </div>
      ) : null}
    </div>
  );
}
