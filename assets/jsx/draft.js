/* What a form keeps while somebody types: at once in this tab, after a pause at the server. One save
   is under way at a time; the next goes when it was answered. With each field goes what this device
   knows to be kept, so that nothing is replaced that another device kept meanwhile: the candidate
   chooses (B4). */
import { useCallback, useEffect, useRef, useState } from "react";
import { only, settled, withSent } from "./merging.js";
import { isLeaving } from "./owner.js";
import { forget, forgetOthers, keep, kept } from "./store.js";

const PAUSE = 800;
const RETRY = 4000;
/* Without a line, Reflex sends each try once the line is back: there must not be many. */
const DOUBLED_AT_MOST = 6;
/* A larger message ends the line, and would again at each try. */
const BYTES_MAX = 900_000;
const CHANGES_AT_ONCE = ["checkbox", "radio", "select-one", "hidden"];

const fits = (data) => new TextEncoder().encode(JSON.stringify(data)).length <= BYTES_MAX;
const named = (form) => [...form.elements].filter((element) => element.name);
const secretsOf = (form) =>
  named(form)
    .filter((element) => element.dataset.secret !== undefined)
    .map((element) => element.name);
const knownOf = (name) => name + "~known";

export function readValues(form) {
  const values = {};
  for (const element of named(form)) {
    if (element.type === "checkbox") values[element.name] = element.checked;
    else if (element.type !== "radio") values[element.name] = element.value;
    else if (element.checked) values[element.name] = element.value;
  }
  return values;
}

function fillField(element, value) {
  if (element.type === "checkbox") element.checked = value === true;
  else if (element.type === "radio") element.checked = element.value === value;
  else element.value = value ?? "";
  element.dispatchEvent(new Event("fill"));
}

/** @param form ref of the form. See `Form` for the others. */
export function useDraft({ name, form, values, saved, refused, conflicts, onSave, onFilled }) {
  const edit = useRef(0);
  const dirty = useRef(new Set());
  const known = useRef({});
  const flight = useRef(null);
  const timer = useRef(0);
  const tries = useRef(0);
  const refusedEdit = useRef(0);
  const open = useRef({});
  // Reflex gives new functions at each render; what is done here must not be done again for that.
  const save = useRef(onSave);
  save.current = onSave;
  const [status, setStatus] = useState({ is: "" });
  const [choices, setChoices] = useState({});
  // Grows with each change that may show or hide other fields.
  const [changes, setChanges] = useState(0);
  // Grows with each time that it is to be said.
  const [tooLarge, setTooLarge] = useState(0);

  const nextEdit = () => Math.max(Date.now(), edit.current + 1);

  const setOpen = (next) => {
    open.current = next;
    setChoices(next);
  };

  const settle = () => setStatus(Object.keys(open.current).length ? { is: "choose" } : { is: "saved", at: new Date() });

  const store = () => {
    const secrets = secretsOf(form.current);
    const fields = [...dirty.current];
    if (!fields.length) return [name, knownOf(name)].forEach(forget);
    keep(name, only(readValues(form.current), fields), secrets);
    keep(knownOf(name), only(known.current, fields), secrets);
  };

  /* What changed goes apart: another tab of the same person may have written the rest since. */
  const gather = (fields) => {
    const all = readValues(form.current);
    const changed = fields.filter((field) => field in all);
    const bases = Object.fromEntries(changed.map((field) => [field, known.current[field] ?? []]));
    return { edit: edit.current, values: all, changed, bases };
  };

  const refuse = useCallback(() => {
    clearTimeout(timer.current);
    flight.current = null;
    refusedEdit.current = edit.current;
    setStatus({ is: "refused" });
    setTooLarge((n) => n + 1);
  }, []);

  const depart = (data) => {
    clearTimeout(timer.current);
    flight.current = { edit: data.edit, sent: only(data.values, data.changed) };
    for (const field of data.changed) known.current[field] = withSent(known.current[field], data.values[field]);
    store();
  };

  const send = useCallback((isUrgent) => {
    if (!save.current || !form.current || (flight.current && isUrgent !== true)) return;
    const waiting = [...dirty.current].filter((field) => !(field in open.current));
    // What was refused is sent again once it has been changed.
    if (!waiting.length || edit.current === refusedEdit.current) return;
    const data = gather(waiting);
    if (!fits(data)) return refuse();
    setStatus({ is: navigator.onLine ? "saving" : "offline" });
    depart(data);
    save.current(data);
    timer.current = setTimeout(
      () => {
        setStatus({ is: "offline" });
        send(true);
      },
      RETRY * 2 ** Math.min(tries.current++, DOUBLED_AT_MOST),
    );
  }, []);

  useEffect(() => {
    forgetOthers();
    if (!form.current) return;
    const local = kept(name);
    if (!values && !local) return;
    const merged = { ...values, ...local };
    for (const element of named(form.current)) {
      if (element.name in merged && !dirty.current.has(element.name)) fillField(element, merged[element.name]);
    }
    for (const [field, value] of Object.entries(values ?? {})) {
      if (!dirty.current.has(field) && !(field in (local ?? {}))) known.current[field] = [value];
    }
    setChanges((n) => n + 1);
    if (values) onFilled(form.current);
    if (local) Object.assign(known.current, only(kept(knownOf(name)) ?? {}, Object.keys(local)));
    for (const field of Object.keys(local ?? {})) dirty.current.add(field);
    if (local && values && save.current) {
      edit.current = nextEdit();
      send(true);
    }
  }, [name, values, send]);

  useEffect(() => {
    if (!flight.current || !saved || saved !== flight.current.edit || !form.current) return;
    const { sent } = flight.current;
    clearTimeout(timer.current);
    flight.current = null;
    tries.current = 0;
    const left = settled({ sent, now: readValues(form.current), conflicts, open: open.current });
    Object.assign(known.current, left.known);
    for (const field of left.clean) dirty.current.delete(field);
    setOpen(left.open);
    store();
    setTooLarge(0);
    settle();
    if ([...dirty.current].some((field) => !(field in left.open))) timer.current = setTimeout(send, PAUSE);
  }, [saved, name]);

  useEffect(() => {
    if (refused && refused === flight.current?.edit) refuse();
  }, [refused, refuse]);

  useEffect(() => {
    const onLine = () => {
      tries.current = 0;
      send(true);
    };
    const onHidden = () => document.visibilityState === "hidden" && send(true);
    window.addEventListener("online", onLine);
    document.addEventListener("visibilitychange", onHidden);
    return () => {
      window.removeEventListener("online", onLine);
      document.removeEventListener("visibilitychange", onHidden);
      send(true);
      clearTimeout(timer.current);
    };
  }, [send]);

  // What only this tab holds goes with it: the browser asks before it is closed.
  useEffect(() => {
    if (!["offline", "choose", "refused"].includes(status.is)) return;
    const ask = (event) => !isLeaving() && event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [status.is]);

  const touch = (event) => {
    if (!event.target.name) return;
    dirty.current.add(event.target.name);
    edit.current = nextEdit();
    store();
    if (CHANGES_AT_ONCE.includes(event.target.type)) setChanges((n) => n + 1);
    if (flight.current) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(send, PAUSE);
  };

  const choose = (field, isMine) => {
    const { [field]: conflict, ...rest } = open.current;
    known.current[field] = [conflict.value];
    setOpen(rest);
    const elements = named(form.current).filter((element) => [field, field + "_label"].includes(element.name));
    if (isMine) {
      touch({ target: elements[0] });
      send();
      return;
    }
    for (const element of elements) {
      fillField(element, element.name === field ? conflict.value : conflict.words);
      dirty.current.delete(element.name);
    }
    store();
    setChanges((n) => n + 1);
    settle();
    // Nothing is to be kept, but what the server said of this field no longer holds: it looks again.
    edit.current = nextEdit();
    save.current?.(gather([]));
  };

  /** Give what is to be sent with all that was typed, or null where it is too large. */
  const sendAll = () => {
    const isRefused = edit.current && edit.current === refusedEdit.current;
    // A number of its own: a save under way must not be taken for the answer.
    edit.current = nextEdit();
    const data = gather([...dirty.current]);
    if (isRefused || !fits(data)) return refuse() ?? null;
    depart(data);
    // A mail that confirms it says the time by the reader's clock, too.
    return { ...data, zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  };

  return { status, choices, changes, tooLarge, touch, send, sendAll, choose };
}
