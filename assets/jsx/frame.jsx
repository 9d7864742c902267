/* The frame: slots that the server fills (masthead, island, footer), and navigation between pages.
   Before hydration a slot holds the server's HTML; afterwards it shows what /_island answers. */
import { createElement, useEffect, useSyncExternalStore } from "react";
import { useLocation, useNavigate, useNavigationType } from "react-router";
import { wake } from "./behaviour.js";
import { carry, putBack } from "./carried.js";
import { isForeign } from "./owner.js";
import { forgetOthers } from "./store.js";
import { entitle } from "./title.js";

const SLOTS = ["masthead", "island", "footer"];
const KEPT = 20;
const pages = new Map();
const listeners = new Set();
const inBrowser = typeof document !== "undefined";

const here = () => window.location.pathname + window.location.search;

function readServerPage() {
  const page = JSON.parse(document.getElementById("page-data")?.textContent || "{}");
  for (const slot of SLOTS) page[slot] = document.querySelector(`[data-slot=${slot}]`)?.innerHTML ?? "";
  return page;
}

// What was asked for the address that comes next; any other page that is kept may be out of date.
let shown = inBrowser ? readServerPage() : null;
let fresh = shown;
if (inBrowser) pages.set(here(), shown);

/** What the server said of the page shown now: title, owner, slots. */
export const currentPage = () => shown ?? {};

function show(page) {
  shown = page;
  for (const tell of listeners) tell();
}

async function fetchPage(key) {
  const answer = await fetch("/_island" + key, { credentials: "same-origin" });
  const page = await answer.json();
  fresh = page;
  pages.delete(key);
  pages.set(key, page);
  if (pages.size > KEPT) pages.delete(pages.keys().next().value);
  return page;
}

/** Ask the server again for what it says on this page: something has changed meanwhile. */
export async function refresh() {
  try {
    const page = await fetchPage(here());
    if (page.redirect || page.status >= 400 || isForeign(page)) return;
    show(page);
    setTimeout(wake);
  } catch {
    /* No line: what stands there stays. */
  }
}

const listen = (tell) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

export function Slot({ name, className }) {
  const html = useSyncExternalStore(
    listen,
    () => shown[name],
    () => `<!--${name}-->`,
  );
  return createElement("div", {
    "data-slot": name,
    className,
    suppressHydrationWarning: true,
    dangerouslySetInnerHTML: { __html: inBrowser ? (shown[name] ?? html) : html },
  });
}

const HEAD = {
  canonical: 'link[rel="canonical"]',
  fr: 'link[hreflang="fr"]',
  en: 'link[hreflang="en"]',
};

function updateHead(page, pathname) {
  if (page.title) entitle(page.title);
  const set = (selector, path) => {
    const link = document.querySelector(selector);
    if (link) link.href = new URL(link.href).origin + path;
  };
  set(HEAD.canonical, pathname);
  set(HEAD.fr, pathname.replace(/^\/en(?=\/|$)/, "/fr"));
  set(HEAD.en, pathname.replace(/^\/fr(?=\/|$)/, "/en"));
  // React adds its own description of the page to the server's: one of them is enough.
  const [first, second] = document.querySelectorAll('meta[name="description"]');
  if (second) first.remove();
  const description = second ?? first;
  if (description && page.description) description.content = page.description;
}

function focusHeading() {
  const heading = document.querySelector("main h1") ?? document.querySelector("main");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

const internal = (url) => url.origin === window.location.origin && /^\/(fr|en)(\/|$)/.test(url.pathname);

/* Ask first, then navigate: the next page appears with its content, nothing jumps. */
async function visit(url, navigate) {
  const key = url.pathname + url.search;
  try {
    const page = await fetchPage(key);
    if (page.redirect || page.status >= 400 || isForeign(page))
      return window.location.assign(page.redirect ?? url.href);
    navigate(key + url.hash);
  } catch {
    window.location.assign(url.href);
  }
}

function interceptedLink(event) {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return null;
  const link = event.target.closest?.("a[href]");
  if (!link || link.target || link.hasAttribute("download") || link.hasAttribute("data-reload")) return null;
  const url = new URL(link.href);
  // The form of an alert holds in its address: the other language shows it as it was filled in.
  const form = link.hreflang && document.querySelector("form[data-live]");
  if (form) {
    url.search = new URLSearchParams(new FormData(form)).toString();
    url.searchParams.delete("owner");
  }
  // Who was sent to sign in may have to register first: they still get where they were going.
  const next = new URLSearchParams(window.location.search).get("next");
  if (next && /^\/(fr|en)\/(register|sign-in|forgot-password)$/.test(url.pathname) && !url.search)
    url.searchParams.set("next", next);
  if (link.hasAttribute("data-return")) url.searchParams.set("next", next ?? window.location.pathname);
  if (!internal(url) || (url.hash && url.pathname === window.location.pathname)) return null;
  return url;
}

/** Keeps slots, title and focus in step with the address. Rendered once a page. */
export function PageKeeper() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const isBack = useNavigationType() === "POP";
  const key = pathname + search;

  useEffect(() => {
    const onClick = (event) => {
      const url = interceptedLink(event);
      if (!url) return;
      carry(event.target.closest("a[href]"), shown.owner);
      event.preventDefault();
      event.stopPropagation();
      visit(url, navigate);
    };
    const onSubmit = (event) => {
      const form = event.target;
      if (form.method !== "get" || !form.hasAttribute("action")) return;
      const url = new URL(form.action);
      const filled = [...new FormData(form)].filter(([, value]) => value !== "");
      url.search = new URLSearchParams(filled).toString();
      if (!internal(url)) return;
      event.preventDefault();
      visit(url, navigate);
    };
    document.addEventListener("click", onClick, true);
    document.addEventListener("submit", onSubmit);
    return () => {
      document.removeEventListener("click", onClick, true);
      document.removeEventListener("submit", onSubmit);
    };
  }, [navigate]);

  useEffect(() => {
    let current = true;
    const first = shown === pages.get(key) && !window.__ilojobs_arrived;
    const arrive = (page) => {
      if (!current) return;
      show(page);
      // Whose session has ended may sign in again and find their drafts; somebody else must not.
      if (page.owner?.startsWith("account-")) forgetOthers();
      updateHead(page, pathname);
      window.__ilojobs_arrived = true;
      // Once the new content stands: before that, the old heading would take the focus and go.
      setTimeout(() => {
        if (!current) return;
        if (!first && !window.location.hash && !document.querySelector("[data-focus-now]")) focusHeading();
        putBack(pathname, page.owner);
        wake();
      });
    };
    const kept = pages.get(key);
    if (kept && (kept === fresh || isBack)) arrive(kept);
    if (!kept || kept !== fresh)
      fetchPage(key).then(
        (page) => {
          if (page.redirect) return window.location.assign(page.redirect);
          if (isForeign(page)) return window.location.reload();
          if (!current || !isBack || !kept) return arrive(page);
          show(page);
          // What was kept may have been the answer to a form that was wrong: so its title would say.
          updateHead(page, pathname);
        },
        () => kept ?? window.location.reload(),
      );
    return () => {
      current = false;
    };
  }, [key, pathname]);
  return null;
}
