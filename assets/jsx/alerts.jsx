/* The candidate's alerts. A choice shows at once; the server's answer replaces it, and where none
   comes, or a refusal, the choice is taken back and the page says so. */
import { useEffect, useRef, useState } from "react";
import { icon } from "./icons.jsx";
import { fill } from "./text.js";

const PATIENCE = 8000;

function Choice({ id, label, detail, value, options, onChange }) {
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
        <span className="vh"> {detail}</span>
      </label>
      <select className="select" id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([code, words]) => (
          <option key={code} value={code}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

/* Open vacancies are links; closed ones have no public page any more (R16). */
function Vacancies({ summary, rows }) {
  if (!rows.length) return <p className="small">{summary}</p>;
  return (
    <details>
      <summary className="link">{summary}</summary>
      <ul className="mt-4">
        {rows.map((row) => (
          <li key={row.key}>
            {row.href ? <a href={row.href}>{row.title}</a> : row.title}
            {row.note ? <span className="small muted"> {row.note}</span> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}

function ResumeDate({ id, detail, value, tomorrow, texts, onSet }) {
  const input = useRef(null);
  const submit = (event) => {
    event.preventDefault();
    onSet(input.current.value);
  };
  return (
    <form className="field" onSubmit={submit}>
      <label className="label" htmlFor={id}>
        {texts.until} <span className="opt">{texts.optional}</span>
        <span className="vh"> {detail}</span>
      </label>
      <span className="input-group">
        <input className="input" type="date" id={id} ref={input} defaultValue={value} key={value} min={tomorrow} />
        <button className="btn btn--secondary" type="submit">
          {texts.setUntil}
          <span className="vh"> {detail}</span>
        </button>
      </span>
    </form>
  );
}

function Removed({ alert, wish, texts, onUndo }) {
  const button = useRef(null);
  // The pressed button has gone with the card: the focus goes to what takes its place.
  useEffect(() => {
    if (wish) button.current?.focus();
  }, []);
  return (
    <li className="toasts--static">
      <div className="toast">
        <span>{fill(texts.removed, { title: alert.title })}</span>
        <button type="button" ref={button} onClick={onUndo} aria-label={fill(texts.undoName, { title: alert.title })}>
          {texts.undo}
        </button>
      </div>
    </li>
  );
}

function Card({ alert, texts, focus, onWish }) {
  const heading = useRef(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus]);
  const id = "alert-" + alert.id;
  const paused = alert.paused;
  const halted = paused || alert.off;
  const detail = fill(texts.ofAlert, { title: alert.title });
  const change = (field) => (value) => onWish("change", { [field]: value });
  return (
    <li className="card" id={id} aria-labelledby={id + "-h"}>
      <div className="card__head">
        <div>
          <h3 id={id + "-h"} tabIndex={-1} ref={heading}>
            {alert.title}
          </h3>
          {alert.details ? <p className="muted">{alert.details}</p> : null}
        </div>
        <span className={"tag " + (halted ? "tag--warn" : "tag--ok")}>{halted ? texts.paused : texts.active}</span>
      </div>
      <div className="row-2 mt-4">
        <Choice
          id={id + "-f"}
          label={texts.frequency}
          detail={detail}
          value={alert.frequency}
          options={texts.frequencies}
          onChange={change("frequency")}
        />
        <div aria-busy={alert.waiting}>
          <p className="small muted">{halted ? texts.sendingPaused : texts.next}</p>
          <p>
            <strong>{alert.next || "…"}</strong>
          </p>
        </div>
      </div>
      <div className="row-2 mt-4">
        {alert.frequency === "weekly" ? (
          <Choice
            id={id + "-d"}
            label={texts.weekday}
            detail={detail}
            value={alert.weekday}
            options={texts.weekdays}
            onChange={change("weekday")}
          />
        ) : null}
        <Choice
          id={id + "-l"}
          label={texts.language}
          detail={detail}
          value={alert.language}
          options={texts.languages}
          onChange={change("language")}
        />
        {paused ? (
          <ResumeDate
            id={id + "-u"}
            detail={detail}
            value={alert.until}
            tomorrow={alert.tomorrow}
            texts={texts}
            onSet={(until) => onWish("pause", { until })}
          />
        ) : null}
      </div>
      <div className="stack stack--s mt-4">
        <Vacancies summary={alert.last} rows={alert.last_rows} />
        <Vacancies summary={alert.count} rows={alert.rows} />
      </div>
      <div className="cluster cluster--between mt-4">
        <a className="btn btn--quiet" href={alert.edit}>
          {icon("pencil")}
          {texts.edit}
          <span className="vh"> {alert.title}</span>
        </a>
        <div className="cluster">
          <button
            type="button"
            className={paused ? "btn btn--secondary" : "btn btn--quiet"}
            onClick={() => onWish(paused ? "resume" : "pause", {})}
          >
            {icon(paused ? "play" : "pause")}
            {paused ? texts.resume : texts.pause}
            <span className="vh"> {alert.title}</span>
          </button>
          <button type="button" className="btn btn--quiet btn--danger" onClick={() => onWish("remove", {})}>
            {icon("trash")}
            {texts.remove}
            <span className="vh"> {alert.title}</span>
          </button>
        </div>
      </div>
    </li>
  );
}

/* What a verb makes of a card until the server has said so. */
const SHOWN = {
  change: (values) => ({ ...values, ...("language" in values ? {} : { next: "" }) }),
  pause: ({ until = "" }) => ({ paused: true, until, next: "" }),
  resume: () => ({ paused: false, until: "", next: "" }),
  remove: () => ({ removed: true }),
  undo: () => ({ removed: false }),
};

/** @param answered the number of the last wish that the server has dealt with. */
export function AlertList({ alerts, answered, refusal, texts, onChange, onPause, onResume, onRemove, onUndo }) {
  const [wishes, setWishes] = useState([]);
  const [late, setLate] = useState(0);
  const [focus, setFocus] = useState(0);
  const [said, say] = useState("");
  const verbs = { change: onChange, pause: onPause, resume: onResume, remove: onRemove, undo: onUndo };

  useEffect(() => {
    setWishes((list) => list.filter((wish) => wish.edit > answered));
    // A wish that waited for the line may be granted after all: then it is not lost.
    setLate((edit) => (edit > answered ? edit : 0));
  }, [answered, alerts]);

  // A link to one alert, from the form that refused to create it twice: the page's own heading
  // takes the focus first, and the list comes later.
  const sought = useRef(typeof window === "undefined" ? "" : window.location.hash.slice(1));
  useEffect(() => {
    const found = alerts.some((alert) => "alert-" + alert.id === sought.current);
    if (!found) return undefined;
    const timer = setTimeout(() => {
      document.getElementById(sought.current + "-h")?.focus();
      sought.current = "";
    }, 100);
    return () => clearTimeout(timer);
  }, [alerts]);

  const wish = (alert, verb, values) => {
    const edit = Math.max(Date.now(), (wishes.at(-1)?.edit ?? 0) + 1);
    setLate(0);
    setFocus(verb === "undo" ? alert.id : 0);
    say(fill(texts.said[verb], { title: alert.title }));
    setWishes((list) => [...list, { edit, id: alert.id, shown: SHOWN[verb](values) }]);
    verbs[verb]({ edit, values: { alert: alert.id, ...values } });
    setTimeout(() => {
      setWishes((list) => {
        if (list.some((one) => one.edit === edit)) setLate(edit);
        return list.filter((one) => one.edit !== edit);
      });
    }, PATIENCE);
  };
  const problem = late ? texts.late : refusal;
  return (
    <>
      <p className="vh" role="status">
        {problem ? "" : said}
      </p>
      <div role="alert" className="in-sight">
        {problem ? (
          <div className="banner banner--err">
            {icon("alert")}
            <div>
              <p>{problem}</p>
            </div>
          </div>
        ) : null}
      </div>
      <ul className="stack">
        {alerts.map((known) => {
          const own = wishes.filter((one) => one.id === known.id);
          const alert = Object.assign({}, known, ...own.map((one) => one.shown), { waiting: own.length > 0 });
          return alert.removed ? (
            <Removed
              key={known.id}
              alert={alert}
              wish={own.length}
              texts={texts}
              onUndo={() => wish(alert, "undo", {})}
            />
          ) : (
            <Card
              key={known.id}
              alert={alert}
              texts={texts}
              focus={focus === known.id}
              onWish={(verb, values) => wish(alert, verb, values)}
            />
          );
        })}
      </ul>
    </>
  );
}
