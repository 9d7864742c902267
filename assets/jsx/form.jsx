/* A form whose fields keep themselves (`draft.js`): typing costs no event. Its error summary, the word
   about saving, and what its fields need to know. */
import { createContext, useContext, useEffect, useId, useMemo, useReducer, useRef } from "react";
import { useDraft } from "./draft.js";
import { Heir } from "./focus.jsx";
import { icon } from "./icons.jsx";
import { clockTime, fill, named } from "./text.js";
import { flag } from "./title.js";

const FormContext = createContext({ errors: {}, choices: {}, texts: {}, changes: 0, labels: {}, form: () => null });

/** What a form tells its fields. @param name, label of a field that its summary may have to name. */
export const useForm = (name, label) => {
  const context = useContext(FormContext);
  if (name) context.labels[name] = label;
  return context;
};

/* A group takes no typing: the focus goes to its first control. */
const CONTROL = "input:not([type=hidden]), select, textarea, button";

export const focusOn = (target) => {
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

function ErrorSummary({ errors, labels, texts, isQuiet }) {
  const box = useRef(null);
  const heading = useId();
  // The fields come after the summary: once more for those that have only just told their labels.
  const [, drawAgain] = useReducer((n) => n + 1, 0);
  useEffect(drawAgain, [errors]);
  const has = errors.length > 0;
  useEffect(() => {
    flag(heading, has ? texts.error : "");
    return () => flag(heading, "");
  }, [has]);
  useEffect(() => {
    if (isQuiet() || !errors.length) return;
    box.current?.focus();
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
        {errors.map(({ field, text }) => {
          const words = named(texts.atField, labels[field], text);
          const onClick = field.startsWith("/") ? undefined : (event) => go(event, field);
          const address = field.startsWith("/") ? field : "#" + field;
          return (
            <li key={field + text}>
              {field ? (
                <a href={address} onClick={onClick}>
                  {words}
                </a>
              ) : (
                words
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const STATUS_ICONS = { saved: "check-circle", offline: "offline", choose: "alert", refused: "alert" };

/* Its place is kept while it says nothing: what stands below must not move under a finger. */
export function Autosave({ status, texts }) {
  const { is, at } = status;
  const words = is === "saved" ? fill(texts.saved, { time: clockTime(at, texts.language) }) : texts[is];
  return (
    <span className="autosave" data-state={is || undefined} role="status">
      {is === "saving" ? <span className="spinner" /> : is ? icon(STATUS_ICONS[is]) : null}
      {words}
    </span>
  );
}

/** @param values what the server knows, null until it has answered. @param saved the last edit it has stored. @param conflicts fields of that edit that it has not, with what is kept. @param refused the last edit it could not keep, `refusal` why: too large unless said. */
export function Form({
  name,
  className,
  values,
  errors = [],
  saved = 0,
  conflicts = [],
  refused = 0,
  refusal = "",
  texts,
  onSave,
  onSubmit,
  children,
  head,
  label,
  busy = false,
}) {
  const form = useRef(null);
  const asked = useRef(false);
  const labels = useRef({});
  const draft = useDraft({ name, form, values, saved, refused, conflicts, onSave, onFilled: focusLinked });
  const { status, choices, changes, tooLarge, touch, send, choose } = draft;
  const echoed = useRef({ saved, tooLarge: 0 });

  // What is saved may take messages away: a button must not move under the finger that presses it.
  const pressed = useRef(false);
  const press = (event) => {
    pressed.current = Boolean(event.target.closest("button"));
  };
  const release = () => {
    pressed.current = false;
  };

  const submit = (event) => {
    event.preventDefault();
    if (busy) return;
    asked.current = true;
    const data = draft.sendAll();
    if (data) onSubmit?.(data);
  };
  // Errors looked at again while a draft is saved are shown, and leave the focus where it is.
  const isQuiet = () => {
    const quiet = (saved !== echoed.current.saved || tooLarge !== echoed.current.tooLarge) && !asked.current;
    echoed.current = { saved, tooLarge };
    asked.current = false;
    return quiet;
  };
  const shown = useMemo(
    () => (tooLarge ? [{ field: "", text: refusal || texts.tooLarge }, ...errors] : errors),
    [errors, tooLarge, refusal],
  );
  const byField = Object.fromEntries(errors.map((error) => [error.field, error.text]).reverse());
  const context = {
    errors: byField,
    choices,
    choose,
    texts,
    changes,
    labels: labels.current,
    form: () => form.current,
    touch,
  };
  return (
    <FormContext.Provider value={context}>
      <ErrorSummary errors={shown} labels={labels.current} texts={texts} isQuiet={isQuiet} />
      {/* Until this script runs, "dialog" keeps the browser from sending: what was typed, passwords
          too, would stand in the address. */}
      <form
        ref={form}
        id={name}
        method="dialog"
        className={className}
        noValidate
        aria-label={label || undefined}
        onInput={touch}
        onPointerDown={press}
        onPointerUp={release}
        onBlur={() => pressed.current || send()}
        onSubmit={submit}
        aria-busy={busy}
      >
        {onSave || head ? <Autosave status={status} texts={texts} /> : null}
        {head ? (
          <Heir element="h2" from="main button" tabIndex={-1}>
            {head}
          </Heir>
        ) : null}
        {children}
      </form>
    </FormContext.Provider>
  );
}
