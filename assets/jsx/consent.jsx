/* R4 on the page: the statement of the chosen country, opened by its button. The server keeps the
   order; this asks it, and tells it when the country changes. */
import { useEffect, useRef } from "react";
import { ErrorMessage, Label } from "./fields.jsx";
import { useForm } from "./form.jsx";
import { icon } from "./icons.jsx";

const TAGS = { accepted: "tag--ok", current: "tag--ok", declined: "tag--err" };

export function ConsentField({ name, countryField, status, words, label, hint, button, onOpen, onCountry }) {
  const { errors, texts, form, changes } = useForm(name, label);
  const last = useRef(null);
  const error = errors[name];
  const country = () => form()?.elements[countryField]?.value ?? "";

  useEffect(() => {
    const now = country();
    if (last.current !== null && last.current !== now) onCountry(now);
    last.current = now;
  }, [changes]);

  return (
    <fieldset className={"field" + (error ? " field--error" : "")} aria-describedby={name + "-h"}>
      <Label as="legend" id={name} label={label} required texts={texts} />
      <p className="hint" id={name + "-h"}>
        {hint}
      </p>
      <ErrorMessage id={name} error={error} texts={texts} />
      <div className="cluster">
        <button
          className="btn btn--secondary"
          type="button"
          id={name}
          aria-haspopup="dialog"
          aria-describedby={error ? name + "-e" : undefined}
          onClick={() => onOpen(country())}
        >
          {icon("file-text")}
          {button}
        </button>
        <span className={"tag " + (TAGS[status] ?? "tag--warn")} role="status">
          {words[status] ?? words.todo}
        </span>
      </div>
    </fieldset>
  );
}
