/* The way back to the vacancy one came to apply for, once the profile is complete: what this tab
   keeps of it goes when somebody else uses the tab, like drafts. */
import { useEffect, useState } from "react";
import { forget, keep, kept } from "./store.js";
import { fill } from "./text.js";

const NAME = "wanted-vacancy";

/** Stands where the apply page says that the profile is not complete. */
export function KeepVacancy({ jobId, title }) {
  useEffect(() => keep(NAME, { jobId, title }, []), [jobId, title]);
  return null;
}

/** @param text « Revenir à la candidature : %(title)s » @param folder address of the apply pages. */
export function BackToVacancy({ text, folder }) {
  const [vacancy, setVacancy] = useState(null);
  useEffect(() => setVacancy(kept(NAME)), []);
  if (!vacancy) return null;
  return (
    <p>
      <a className="btn btn--primary" href={`${folder}/${vacancy.jobId}`} onClick={() => forget(NAME)}>
        {fill(text, { title: vacancy.title })}
      </a>
    </p>
  );
}
