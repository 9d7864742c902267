/* A form whose fields keep themselves: typing costs no event; a draft is saved after a pause, on
   leaving a field, and again when the line is back. The server's word is awaited before a local
   copy is forgotten. */
import { createContext, useCallback, useContext, useEffect, useId, useMemo, useRef, useState } from "react";
import { forget, forgetOthers, keep, kept } from "./store.js";
import { Heir } from "./focus.jsx";
import { icon } from "./icons.jsx";
import { fill } from "./text.js";

const PAUSE = 800;
const RETRY = 4000;
/* A larger message ends the line, and would again at each try. */
const BYTES_MAX = 900_000;
const fits = (data) => new TextEncoder().encode(JSON.stringify(data)).length <= BYTES_MAX;

const FormContext = createContext({ errors: {}, texts: {}, changes: 0, form: () => null });
export const useForm = () => useContext(FormContext);

const named = (form) => [...form.elements].filter((element) => element.name);

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

/* The reader's own clock: the server does not know their zone. */
const clockTime = (language) => {
  const [hours, minutes] = [new Date().getHours(), String(new Date().getMinutes()).padStart(2, "0")];
  return language === "fr" ? `${hours}\u00a0h\u00a0${minutes}` : `${String(hours).padStart(2, "0")}:${minutes}`;
};

const secretsOf = (form) => named(form).filter((element) => element.dataset.secret !== undefined).map((element) => element.name);

/* A group takes no typing: the focus goes to its first control. */
const CONTROL = "input:not([type=hidden]), select, textarea, button";

const focusOn = (target) => {
  target?.scrollIntoView({ block: "center" });
  (target?.matches(CONTROL) ? target : target?.querySelector(CONTROL))?.focus();
};

/* A link such as #city, or #<key of an entry>.city, to a field of this form; once a visit. */
let arrivedAt = "";
function focusLinked(form) {
  const [, entry = "", field] = /^#(?:(.+)\.)?([^.]+)$/.exec(decodeURIComponent(window.location.hash)) ?? [];
  const visit = window.location.hash + window.history.state?.key;
  if (!field || visit === arrivedAt || (form.elements.namedItem("key")?.value ?? "") !== entry) return;
  const target = document.getElementById(field) ?? form.querySelector(`[name="${CSS.escape(field)}"]`);
  if (!target || !form.contains(target)) return;
  arrivedAt = visit;
  setTimeout(() => focusOn(target));
}

export function ErrorSummary({ errors, texts, isQuiet }) {
  const box = useRef(null);
  const heading = useId();
  useEffect(() => {
    if (isQuiet() || !errors.length) return;
    box.current?.focus();
    if (!document.title.startsWith(texts.error)) document.title = texts.error + document.title;
    // Only for new errors: a page drawn again for another reason must not take the focus back.
  }, [errors]);
  if (!errors.length) return null;
  const go = (event, field) => {
    event.preventDefault();
    event.stopPropagation();
    const target = document.getElementById(field) ?? document.querySelector(`[name="${CSS.escape(field)}"]`);
    focusOn(target);
  };
  const title = errors.length === 1 ? texts.errorsOne : texts.errorsMany.replace("%(n)d", errors.length);
  return (
    <div className="error-summary" role="alert" tabIndex={-1} aria-labelledby={heading} ref={box}>
      <h2 id={heading}>{title}</h2>
      <ul>
        {errors.map((error) => (
          <li key={error.field + error.text}>
            {error.field.startsWith("/") ? <a href={error.field}>{error.text}</a>
              : error.field ? <a href={"#" + error.field} onClick={(event) => go(event, error.field)}>{error.text}</a> : error.text}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Autosave({ status, texts }) {
  if (!status) return null;
  const words = { saving: texts.saving, saved: fill(texts.saved, { time: clockTime(texts.language) }), offline: texts.offline }[status];
  return (
    <span className="autosave" data-state={status} role="status">
      {status === "saving" ? <span className="spinner" /> : icon(status === "saved" ? "check-circle" : "offline")}
      {words}
    </span>
  );
}

/** @param values what the server knows, null until it has answered. @param saved the last edit it has stored. @param refused the last edit it could not keep, `refusal` why: too large unless said. */
export function Form({ name, className, values, errors = [], saved = 0, refused = 0, refusal = "", texts, onSave, onSubmit, children, head, label, busy = false }) {
  const form = useRef(null);
  const edit = useRef(0);
  const dirty = useRef(new Set());
  const timer = useRef(0);
  const asked = useRef(false);
  const echoed = useRef({ saved, tooLarge: 0 });
  const refusedEdit = useRef(0);
  const [status, setStatus] = useState("");
  const [changes, setChanges] = useState(0);
  // Grows with each time that it is to be said.
  const [tooLarge, setTooLarge] = useState(0);
  // Reflex gives new functions at each render; what is done here must not be done again for that.
  const save = useRef(onSave);
  save.current = onSave;

  // What changed goes apart: another tab of the same person may have written the rest since.
  const typed = useCallback(() => ({ edit: edit.current, values: readValues(form.current), changed: [...dirty.current] }), []);

  const refuse = useCallback(() => {
    clearTimeout(timer.current);
    refusedEdit.current = edit.current;
    setStatus("");
    setTooLarge((n) => n + 1);
  }, []);

  const send = useCallback(() => {
    clearTimeout(timer.current);
    // What was refused is sent again once it has been changed.
    if (!save.current || !form.current || !dirty.current.size || edit.current === refusedEdit.current) return;
    const data = typed();
    if (!fits(data)) return refuse();
    setStatus(navigator.onLine ? "saving" : "offline");
    save.current(data);
    timer.current = setTimeout(() => {
      setStatus("offline");
      send();
    }, RETRY);
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
    setChanges((n) => n + 1);
    if (values) focusLinked(form.current);
    Object.keys(local ?? {}).forEach((field) => dirty.current.add(field));
    if (local && values && save.current) {
      edit.current = Date.now();
      send();
    }
  }, [name, values, send]);

  useEffect(() => {
    if (!saved || saved !== edit.current) return;
    clearTimeout(timer.current);
    dirty.current.clear();
    forget(name);
    setStatus("saved");
    setTooLarge(0);
  }, [saved, name]);

  useEffect(() => {
    if (refused && refused === edit.current) refuse();
  }, [refused, refuse]);

  useEffect(() => {
    window.addEventListener("online", send);
    return () => {
      window.removeEventListener("online", send);
      send();
      clearTimeout(timer.current);
    };
  }, [send]);

  const onInput = (event) => {
    if (!event.target.name) return;
    dirty.current.add(event.target.name);
    edit.current = Math.max(Date.now(), edit.current + 1);
    const { values: all, changed } = typed();
    keep(name, Object.fromEntries(changed.filter((field) => field in all).map((field) => [field, all[field]])), secretsOf(form.current));
    if (["checkbox", "radio", "select-one", "hidden"].includes(event.target.type)) setChanges((n) => n + 1);
    clearTimeout(timer.current);
    timer.current = setTimeout(send, PAUSE);
  };
  const submit = (event) => {
    event.preventDefault();
    clearTimeout(timer.current);
    if (busy) return;
    asked.current = true;
    const data = typed();
    if (!fits(data) || (edit.current && edit.current === refusedEdit.current)) return refuse();
    onSubmit?.(data);
  };
  // Errors looked at again while a draft is saved are shown, and leave the focus where it is.
  const isQuiet = () => {
    const quiet = (saved !== echoed.current.saved || tooLarge !== echoed.current.tooLarge) && !asked.current;
    echoed.current = { saved, tooLarge };
    asked.current = false;
    return quiet;
  };
  const shown = useMemo(() => (tooLarge ? [{ field: "", text: refusal || texts.tooLarge }, ...errors] : errors), [errors, tooLarge, refusal]);
  const byField = Object.fromEntries(errors.map((error) => [error.field, error.text]).reverse());
  const context = { errors: byField, texts, changes, form: () => form.current, touch: onInput };
  return (
    <FormContext.Provider value={context}>
      <ErrorSummary errors={shown} texts={texts} isQuiet={isQuiet} />
      {/* Until this script runs, "dialog" keeps the browser from sending: what was typed, passwords
          too, would stand in the address. */}
      <form ref={form} id={name} method="dialog" className={className} noValidate aria-label={label || undefined} onInput={onInput} onBlur={send} onSubmit={submit} aria-busy={busy}>
        {onSave || head ? (
          <div className="cluster cluster--between">
            {head ? <Heir element="h2" from="main button" tabIndex={-1}>{head}</Heir> : <span />}
            <Autosave status={status} texts={texts} />
          </div>
        ) : null}
        {children}
      </form>
    </FormContext.Provider>
  );
}
