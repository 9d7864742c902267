/* Where a page needs cookies and the browser refuses them all: it says so. */
import { useEffect, useState } from "react";

/* Tried, not asked: `navigator.cookieEnabled` says yes where Chromium refuses them. */
function areRefused() {
  const probe = "cookies=taken";
  document.cookie = `${probe}; path=/; SameSite=Strict`;
  const isTaken = document.cookie.includes(probe);
  document.cookie = `${probe}; path=/; max-age=0`;
  return !isTaken;
}

export function NeedsCookies({ children }) {
  const [refused, setRefused] = useState(false);
  useEffect(() => setRefused(areRefused()), []);
  return <div role="status">{refused ? children : null}</div>;
}
