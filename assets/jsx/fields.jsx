/* One field: label, hint, error, control, counter. */
import { useEffect, useRef, useState } from "react";
import { readValues } from "./draft.js";
import { focusOn, useForm } from "./form.jsx";
import { icon } from "./icons.jsx";
import { plainText } from "./paste.js";
import { count, fill, formatNumber, lines } from "./text.js";

const ANNOUNCE_AFTER = 900;

export function Label({ id, label, required, texts, as: Tag = "label" }) {
  return (
    <Tag className="label" {...(Tag === "label" ? { htmlFor: id } : { id: id + "-l" })}>
      {label}{" "}
      {required ? (
        <span className="req">
          * <small>{texts.required}</small>
        </span>
      ) : (
        <span className="opt">{texts.optional}</span>
      )}
    </Tag>
  );
}

export function ErrorMessage({ id, error, texts }) {
  if (!error) return null;
  return (
    <p className="error-msg" id={id + "-e"}>
      {icon("alert")}
      <span>
        <span className="vh">{texts.error}</span>
        {error}
      </span>
    </p>
  );
}

/* Two devices changed this field: this one's text stands in the control, the other one's here. */
export function Choice({ name, label }) {
  const { choices, choose, texts } = useForm();
  const place = useRef(null);
  const conflict = choices[name];
  const take = (isMine) => () => {
    const control = place.current.parentNode;
    choose(name, isMine);
    focusOn(control);
  };
  return (
    <div role="status" ref={place}>
      {conflict ? (
        <div className="choose" role="group" aria-label={fill(texts.versions, { field: label })}>
          <p>{texts.otherVersion}</p>
          <blockquote className="as-typed">{conflict.words || texts.noAnswer}</blockquote>
          <p className="cluster">
            <button className="btn btn--secondary" type="button" onClick={take(true)}>
              {texts.keepMine}
              <span className="vh"> : {label}</span>
            </button>
            <button className="btn btn--secondary" type="button" onClick={take(false)}>
              {texts.takeOther}
              <span className="vh"> : {label}</span>
            </button>
          </p>
        </div>
      ) : null}
    </div>
  );
}

/* Which of the texts around a control describe it. */
const describedBy = (id, { hint, error, counter }) =>
  [counter && id + "-c", hint && id + "-h", error && id + "-e"].filter(Boolean).join(" ") || undefined;

const useHidden = ({ when }, form) => {
  if (!when) return false;
  // Not by `elements[name]`, which also finds ids: a combobox has its field's name as its id.
  const value = form() ? readValues(form())[when.field] : "";
  return ((value ?? "") === when.equals) === when.unless;
};

export function Field(props) {
  const { name, label, required, kind = "text" } = props;
  const { errors, texts, form } = useForm(name, label);
  const hint = props.hint || texts.examples?.[kind];
  const [id, error] = [props.id || name, errors[name]];
  const hidden = useHidden(props, form);
  const Control = CONTROLS[kind] ?? Input;
  const describe = describedBy(id, { hint, error, counter: props.limit && kind === "textarea" });
  const common = { ...props, id, error, texts, describe };
  const className = "field" + (error ? " field--error" : "");
  if (kind === "checkbox") return <Checkbox {...common} hidden={hidden} />;
  if (GROUPS.includes(kind)) {
    // The parts of a date stand beside another field: a fieldset takes no part in its neighbour's lines.
    const [Group, Title, names] =
      kind === "radio"
        ? ["fieldset", "legend", {}]
        : ["div", "span", { id, role: "group", "aria-labelledby": id + "-l" }];
    return (
      <Group className={className} hidden={hidden} tabIndex={-1} aria-describedby={describe} {...names}>
        <Label as={Title} id={id} label={label} required={required} texts={texts} />
        {hint ? (
          <p className="hint" id={id + "-h"}>
            {hint}
          </p>
        ) : null}
        <ErrorMessage id={id} error={error} texts={texts} />
        <Control {...common} />
        <Choice name={name} label={label} />
      </Group>
    );
  }
  return (
    <div className={className} hidden={hidden}>
      <Label id={id} label={label} required={required} texts={texts} />
      {hint ? (
        <p className="hint" id={id + "-h"}>
          {hint}
        </p>
      ) : null}
      <ErrorMessage id={id} error={error} texts={texts} />
      <Control {...common} />
      <Choice name={name} label={label} />
    </div>
  );
}

const shared = ({ id, name, describe, error, required, autoComplete, readOnly }) => ({
  id,
  name,
  "aria-describedby": describe,
  "aria-invalid": error ? true : undefined,
  required,
  autoComplete,
  disabled: readOnly,
});

function Input({ kind = "text", inputMode, short, ...props }) {
  return <input className={short ? "input w-s" : "input"} type={kind} inputMode={inputMode} {...shared(props)} />;
}

function Password(props) {
  return (
    <span className="input-group">
      <input className="input" type="password" data-secret="" {...shared(props)} />
      <button
        className="btn btn--secondary"
        type="button"
        data-reveal={props.id}
        aria-pressed="false"
        aria-controls={props.id}
      >
        {props.texts.reveal}
      </button>
    </span>
  );
}

function Select({ options = [], texts, ...props }) {
  return (
    <select className="select" {...shared(props)}>
      <option value="">{texts.select}</option>
      {options.map(([code, label]) => (
        <option key={code} value={code}>
          {label}
        </option>
      ))}
    </select>
  );
}

function Checkbox({ id, name, label, hint, hidden, error, texts, describe, checked }) {
  return (
    <div className={error ? "field field--error" : undefined} hidden={hidden}>
      <ErrorMessage id={id} error={error} texts={texts} />
      <div className="choice">
        <input
          type="checkbox"
          id={id}
          name={name}
          aria-describedby={describe}
          aria-invalid={error ? true : undefined}
          defaultChecked={checked}
        />
        <label htmlFor={id}>{label}</label>
        {hint ? (
          <span className="choice__hint" id={id + "-h"}>
            {hint}
          </span>
        ) : null}
      </div>
      <Choice name={name} label={label} />
    </div>
  );
}

function Radio({ id, name, options = [] }) {
  return options.map(([code, label], index) => (
    <div className="choice" key={code}>
      <input type="radio" id={index ? `${id}-${code}` : id} name={name} value={code} />
      <label htmlFor={index ? `${id}-${code}` : id}>{label}</label>
    </div>
  ));
}

/* Day, month and year, or month and year: typed apart, kept together as YYYY-MM[-DD]. */
function DateParts({ id, name, describe, error, texts, days, autoComplete }) {
  const whole = useRef(null);
  const { touch } = useForm();
  const [parts, setParts] = useState({ day: "", month: "", year: "" });
  useEffect(() => {
    const element = whole.current;
    const onFill = () => {
      const [year = "", month = "", day = ""] = element.value.split("-");
      setParts({ year, month, day: day.replace(/^0/, "") });
    };
    element.addEventListener("fill", onFill);
    return () => element.removeEventListener("fill", onFill);
  }, []);
  const change = (part) => (event) => {
    const next = { ...parts, [part]: event.target.value.trim() };
    setParts(next);
    const pieces = days ? [next.year, next.month, next.day.padStart(next.day ? 2 : 0, "0")] : [next.year, next.month];
    whole.current.value = pieces.some(Boolean) ? pieces.join("-") : "";
    touch({ target: whole.current });
  };
  const attributes = { "aria-invalid": error ? true : undefined, "aria-describedby": describe };
  const stop = (event) => event.stopPropagation();
  // Of a post or a degree, the browser must not offer the day of birth.
  const hint = (part) => (autoComplete === "bday" ? `bday-${part}` : "off");
  return (
    <div className="input-group" onInput={stop}>
      <input type="hidden" name={name} ref={whole} />
      {days ? (
        <input
          className="input w-s"
          type="text"
          id={id + "-d"}
          inputMode="numeric"
          value={parts.day}
          onChange={change("day")}
          aria-label={texts.day}
          autoComplete={hint("day")}
          {...attributes}
        />
      ) : null}
      <select
        className="select"
        id={id + "-m"}
        aria-label={texts.month}
        value={parts.month}
        onChange={change("month")}
        autoComplete={hint("month")}
        {...attributes}
      >
        <option value="">{texts.month}</option>
        {texts.months.map((month, index) => (
          <option key={month} value={String(index + 1).padStart(2, "0")}>
            {month}
          </option>
        ))}
      </select>
      <input
        className="input w-s"
        type="text"
        id={id + "-y"}
        inputMode="numeric"
        aria-label={texts.year}
        value={parts.year}
        onChange={change("year")}
        autoComplete={hint("year")}
        {...attributes}
      />
    </div>
  );
}

function Counter({ id, limit, texts, number }) {
  const [said, say] = useState("");
  const left = limit - number;
  const state = left < 0 ? "over" : left <= limit * 0.1 ? "near" : "ok";
  const template =
    left < 0 ? (left === -1 ? texts.overOne : texts.overMany) : left <= 1 ? texts.leftOne : texts.leftMany;
  const message = fill(template, { n: formatNumber(Math.abs(left), texts.language) });
  useEffect(() => {
    const timer = setTimeout(() => say(state === "ok" ? "" : message), ANNOUNCE_AFTER);
    return () => clearTimeout(timer);
  }, [state, message]);
  return (
    <>
      <p className="counter" data-state={state} id={id + "-c"} style={{ "--p": Math.min(number / limit, 1.5) }}>
        <span>{message}</span>
        <span>
          {formatNumber(number, texts.language)} / {formatNumber(limit, texts.language)}
        </span>
      </p>
      <p className="vh" role="status">
        {said}
      </p>
    </>
  );
}

function TextArea({ limit, texts, rows, ...props }) {
  const area = useRef(null);
  const [number, setNumber] = useState(0);
  const [pasted, setPasted] = useState(null);
  useEffect(() => {
    const element = area.current;
    // Another text has come in: what was said of the one that was pasted went with it.
    const recount = () => {
      setNumber(count(element.value));
      setPasted(null);
    };
    recount();
    element.addEventListener("fill", recount);
    return () => element.removeEventListener("fill", recount);
  }, []);
  // A text area takes plain text only: what is lost is said, and nothing is cut. `insertText` is what
  // keeps the browser's own undo; it sends the event of typing, too.
  const onPaste = (event) => {
    const html = event.clipboardData.getData("text/html");
    const isPicture = !html && event.clipboardData.files.length && !event.clipboardData.getData("text/plain");
    const plain = event.clipboardData.getData("text/plain");
    // What the browser takes as it is needs no help; a separator that it would not show does.
    const typed = lines(plain) === plain.replace(/\r\n?/g, "\n") ? "" : lines(plain);
    const { text, removed } = html ? plainText(html) : { text: typed, removed: isPicture ? ["images"] : [] };
    if (!text && !removed.length) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = event.target;
    if (text) document.execCommand("insertText", false, text);
    setPasted(removed.length ? { removed, value, selectionStart, selectionEnd, after: event.target.value } : null);
  };
  const undo = () => {
    area.current.value = pasted.value;
    area.current.dispatchEvent(new Event("input", { bubbles: true }));
    area.current.focus();
    area.current.setSelectionRange(pasted.selectionStart, pasted.selectionEnd);
    setPasted(null);
  };
  return (
    <>
      <p className="paste-note" role="status">
        {pasted
          ? fill(texts.stripped, { what: pasted.removed.map((name) => texts.removed[name]).join(", ") })
          : texts.plain}
        {pasted && pasted.value !== pasted.after && area.current.value === pasted.after ? (
          <button className="btn btn--quiet" type="button" onClick={undo}>
            {texts.undoPaste}
          </button>
        ) : null}
      </p>
      <textarea
        className="textarea"
        ref={area}
        rows={rows}
        {...shared(props)}
        onInput={(event) => setNumber(count(event.target.value))}
        onPaste={onPaste}
      />
      {limit ? <Counter id={props.id} limit={limit} texts={texts} number={number} /> : null}
    </>
  );
}

const GROUPS = ["radio", "month", "date"];
const CONTROLS = {
  password: Password,
  select: Select,
  radio: Radio,
  textarea: TextArea,
  month: (props) => <DateParts {...props} />,
  date: (props) => <DateParts {...props} days />,
};
