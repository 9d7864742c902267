/* The steps of a long form: a column on a wide screen, a folded bar on a narrow one. */
import { icon } from "./icons.jsx";
import { fill } from "./text.js";

function Steps({ steps, statuses, here }) {
  const status = Object.fromEntries(statuses.map((line) => [line.slug, line]));
  return (
    <ol className="stepper">
      {steps.map(({ slug, title, href }) => (
        <li key={slug} data-state={slug === here ? "current" : (status[slug]?.state ?? "todo")}>
          <a href={href} aria-current={slug === here ? "step" : undefined}>
            {title}
            {status[slug]?.words ? <small>{status[slug].words}</small> : null}
          </a>
        </li>
      ))}
    </ol>
  );
}

export function StepperBar({ steps, statuses, here, texts }) {
  const number = steps.findIndex((step) => step.slug === here) + 1;
  const words = { n: number, total: steps.length };
  return (
    <details className="stepper-m">
      <summary className="container">
        <span>
          <small>{fill(texts.position, words)}</small>
          <b>{steps[number - 1].title}</b>
        </span>
        <span className="cluster small">
          {texts.steps}
          {icon("chevron-down")}
        </span>
        <progress className="progress" max={steps.length} value={number} aria-label={fill(texts.progress, words)} />
      </summary>
      <nav className="container" aria-label={texts.labelNarrow}>
        <Steps steps={steps} statuses={statuses} here={here} />
      </nav>
    </details>
  );
}

export const StepperColumn = ({ steps, statuses, here, texts }) => (
  <nav className="only-wide sticky" aria-label={texts.label}>
    <Steps steps={steps} statuses={statuses} here={here} />
  </nav>
);
