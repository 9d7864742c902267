/* The institution of a degree: an editable combobox with list autocomplete (ARIA APG). Focus stays
   in the input. *Autres is always the last option and always visible (R12). Asked over HTTP, so
   that a stale question can be cancelled. */
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Choice, ErrorMessage, Label } from "./fields.jsx";
import { useForm } from "./form.jsx";
import { icon } from "./icons.jsx";
import { marked, narrowed } from "./narrowing.js";
import { fill } from "./text.js";

// While an answer is on its way, the next question waits for a pause in typing.
const PAUSE = 120;
const SLOW = 300;
const COUNT_AFTER = 700;
export const OTHER = "other";

/* Marks are few nodes: what lies between them is one text. */
const Highlighted = ({ text, query }) =>
  marked(text, query).map((part, at) => (at % 2 ? <mark key={at}>{part}</mark> : part));

async function ask({ country, query, language, offset, signal }) {
  const parameters = new URLSearchParams({ country, q: query, lang: language, offset });
  const answer = await fetch("/api/institutions?" + parameters, { signal });
  // An office asks behind one address: a question that is put off is asked again.
  if (answer.status === 429) {
    await new Promise((resolve) => setTimeout(resolve, 1000 * Number(answer.headers.get("Retry-After") || 1)));
    return ask({ country, query, language, offset, signal });
  }
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/* The open list with its input in what is seen of the page, over a phone's keyboard too. */
const EDGE = 8;
function bringIntoView(input, list) {
  const view = window.visualViewport ?? { offsetTop: 0, height: window.innerHeight };
  list.style.setProperty("--room", `${Math.round(view.height - input.offsetHeight - 3 * EDGE)}px`);
  const hidden = list.getBoundingClientRect().bottom + EDGE - view.offsetTop - view.height;
  if (hidden > 0) window.scrollBy({ top: hidden, behavior: "instant" });
}

const NOTHING = { options: [], total: 0, query: "", approximate: false };

export function Combobox({ name, countryField, label, hint, required }) {
  const { errors, texts, form, touch, changes } = useForm(name, label);
  const [found, setFound] = useState(NOTHING);
  const [open, setOpen] = useState(false);
  // By key, not by position: an answer that arrives between two keys must not change the choice.
  const [activeKey, setActiveKey] = useState(null);
  const [state, setState] = useState("");
  const [said, say] = useState("");
  // What a change of country took away, until something else is typed or chosen.
  const [cleared, setCleared] = useState(null);
  const hidden = useRef(null);
  const input = useRef(null);
  const list = useRef(null);
  const request = useRef(null);
  const asking = useRef(false);
  // What was answered here is at hand again: one letter back costs nothing, and needs no line.
  const answers = useRef(new Map());
  const timer = useRef(0);
  const counted = useRef(0);
  const country = form()?.elements[countryField]?.value ?? "";
  const lastCountry = useRef(null);
  const error = errors[name];
  const more = found.total > found.options.length;
  const choices = [
    ...found.options.map((option) => ({ ...option, key: String(option.id) })),
    ...(more ? [{ key: "more" }] : []),
    { key: OTHER },
  ];
  const active = choices.findIndex((choice) => choice.key === activeKey);

  /* What was asked before is not wanted any more: neither its answer nor its count. Nothing waits for it. */
  const cancel = () => {
    request.current?.abort();
    clearTimeout(timer.current);
    clearTimeout(counted.current);
    asking.current = false;
    setState("");
    say("");
  };
  useEffect(() => cancel, []);

  useEffect(() => {
    if (lastCountry.current === country) return;
    cancel();
    if (lastCountry.current && country && lastCountry.current !== country && hidden.current.value) {
      setCleared({ country: lastCountry.current, institution: hidden.current.value, label: input.current.value });
      input.current.value = hidden.current.value = "";
      touch({ target: hidden.current });
      touch({ target: input.current });
    }
    lastCountry.current = country;
    setFound(NOTHING);
  }, [country, changes]);

  // What another device chose comes with its own institution: only the candidate's change clears it.
  useEffect(() => {
    const select = form()?.elements[countryField];
    const follow = () => {
      lastCountry.current = select.value;
      cancel();
      setFound(NOTHING);
    };
    select?.addEventListener("fill", follow);
    return () => select?.removeEventListener("fill", follow);
  }, []);

  const announce = (total) => {
    counted.current = setTimeout(
      () => say(fill(total === 1 ? texts.foundOne : texts.foundMany, { n: total })),
      COUNT_AFTER,
    );
  };

  const search = (query, before = []) => {
    cancel();
    const mine = new AbortController();
    request.current = mine;
    asking.current = true;
    const slow = setTimeout(() => setState("slow"), SLOW);
    ask({ country, query, language: texts.language, offset: before.length, signal: mine.signal })
      .then((answer) => {
        const all = { ...answer, query, options: [...before, ...answer.options] };
        answers.current.set(country + query, all);
        setFound(all);
        setState("");
        announce(answer.total);
      })
      .catch((problem) => {
        if (problem.name === "AbortError") return;
        setState(navigator.onLine ? "failed" : "offline");
        if (!navigator.onLine)
          window.addEventListener("online", () => search(query, before), { once: true, signal: mine.signal });
      })
      .finally(() => {
        clearTimeout(slow);
        if (!mine.signal.aborted) asking.current = false;
      });
  };

  const undo = () => {
    const select = form().elements[countryField];
    lastCountry.current = select.value = cleared.country;
    hidden.current.value = cleared.institution;
    input.current.value = cleared.label;
    for (const target of [select, hidden.current, input.current]) touch({ target });
    setFound(NOTHING);
    setCleared(null);
    input.current.focus();
    setOpen(false);
  };
  const onInput = (event) => {
    event.stopPropagation();
    const waits = asking.current;
    cancel();
    setCleared(null);
    setOpen(true);
    setActiveKey(null);
    const query = event.target.value.trim();
    const known = answers.current.get(country + query) ?? narrowed(found, query);
    if (!country || !query) setFound(NOTHING);
    else if (known) {
      setFound(known);
      announce(known.total);
    } else if (waits) {
      asking.current = true;
      timer.current = setTimeout(() => search(query), PAUSE);
    } else search(query);
    // Kept while the question is on its way. Other fields look again only where a choice is undone.
    touch({ target: input.current });
    if (hidden.current.value) {
      hidden.current.value = "";
      touch({ target: hidden.current });
    }
  };
  const choose = (choice) => {
    if (choice.key === "more") return search(found.query, found.options);
    hidden.current.value = choice.key;
    input.current.value = choice.key === OTHER ? texts.others : choice.name;
    setOpen(false);
    setActiveKey(null);
    setCleared(null);
    cancel();
    touch({ target: input.current });
    touch({ target: hidden.current });
  };
  const move = (step) => {
    setOpen(true);
    const from = active < 0 && step < 0 ? 0 : active;
    setActiveKey(choices[(from + step + choices.length) % choices.length].key);
  };
  const onKeyDown = (event) => {
    // With an option active, Home and End go through the options; else the caret moves as ever.
    const ends =
      open && active >= 0 ? { Home: () => setActiveKey(choices[0].key), End: () => setActiveKey(OTHER) } : {};
    const act = {
      ...ends,
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => (open && active >= 0 ? choose(choices[active]) : null),
      Escape: () => setOpen(false),
    }[event.key];
    if (!act || (event.key === "Enter" && !(open && active >= 0)) || (event.key === "Escape" && !open)) return;
    event.preventDefault();
    act();
  };
  // Before it is painted: a list that grows with its answer must not be seen below the fold.
  useLayoutEffect(() => {
    if (open) bringIntoView(input.current, list.current);
  }, [open, choices.length]);
  useEffect(() => {
    document.getElementById(`${name}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [active, name]);

  const note = !country
    ? texts.countryFirst
    : state === "failed"
      ? texts.searchFailed
      : state === "offline"
        ? texts.searchOffline
        : state === "slow"
          ? texts.searching
          : found.query && !found.options.length
            ? texts.noneFound
            : found.approximate
              ? texts.approximate
              : "";
  return (
    <div className={"field" + (error ? " field--error" : "")}>
      <Label id={name} label={label} required={required} texts={texts} />
      <p className="hint" id={name + "-h"}>
        {hint}
      </p>
      <ErrorMessage id={name} error={error} texts={texts} />
      <div role="status">
        {cleared ? (
          <p className="paste-note">
            {texts.institutionCleared}{" "}
            <button className="btn btn--quiet" type="button" onClick={undo}>
              {texts.undo}
              <span className="vh"> {cleared.label}</span>
            </button>
          </p>
        ) : null}
      </div>
      <div className="combo">
        <input type="hidden" name={name} ref={hidden} />
        <input
          className="input"
          type="text"
          id={name}
          name={name + "_label"}
          ref={input}
          role="combobox"
          autoComplete="off"
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={name + "-list"}
          aria-activedescendant={open && active >= 0 ? `${name}-${active}` : undefined}
          aria-describedby={name + "-h" + (error ? ` ${name}-e` : "")}
          aria-invalid={error ? true : undefined}
          required={required}
          onInput={onInput}
          onKeyDown={onKeyDown}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
        />
        <span className="combo__icon">{icon("search")}</span>
        <ul
          className="combo__list"
          role="listbox"
          ref={list}
          id={name + "-list"}
          aria-label={label}
          hidden={!open}
          onMouseDown={(event) => event.preventDefault()}
        >
          {note ? (
            <li className="combo__note" role="option" aria-selected="false" aria-disabled="true">
              {state === "slow" ? <span className="spinner" /> : null}
              {note}
            </li>
          ) : null}
          {choices.map((choice, index) => (
            <li
              key={choice.key}
              role="option"
              id={`${name}-${index}`}
              aria-selected={index === active}
              onClick={() => choose(choice)}
              className={"combo__opt" + (choice.key === OTHER ? " combo__opt--other" : "")}
            >
              {choice.key === OTHER ? (
                <>
                  <b>{texts.others}</b>
                  <small>{texts.othersHint}</small>
                </>
              ) : choice.key === "more" ? (
                <b>{texts.more}</b>
              ) : (
                <>
                  <Highlighted text={choice.name} query={found.query} />
                  <small>
                    <Highlighted text={choice.detail ?? ""} query={found.query} />
                  </small>
                </>
              )}
            </li>
          ))}
        </ul>
      </div>
      <Choice name={name} label={label} />
      <p className="vh" role="status">
        {said}
      </p>
    </div>
  );
}
