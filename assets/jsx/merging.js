/* What one device knows to be kept of each field, and what an answered save leaves to do (B4). */
const SENT_AT_MOST = 8;

/** Give some of the fields with their values. */
export const only = (values, fields) =>
  Object.fromEntries(fields.filter((field) => field in values).map((field) => [field, values[field]]));

/** Add what is being sent to what may be kept: first what the server has said, then what was sent since. */
export function withSent(known = [], value) {
  if (known.includes(value)) return known;
  // Nothing said yet: what is kept may be no answer, which is no version of another device.
  return [...(known.length ? known.slice(0, 1) : [""]), ...known.slice(1).slice(-SENT_AT_MOST), value];
}

/** Read the answer to a save.
 * @param sent what was saved, by field. @param now what the fields hold meanwhile.
 * @param conflicts fields that another device changed, with what is kept. @param open choices still to make.
 * @returns {{ known: object, clean: string[], open: object }} what is kept now, fields with nothing left
 *   to save, choices to make. */
export function settled({ sent, now, conflicts, open }) {
  const left = { known: {}, clean: [], open: { ...open } };
  for (const [field, value] of Object.entries(sent)) {
    delete left.open[field];
    if (conflicts.some((one) => one.field === field)) continue;
    left.known[field] = [value];
    if (now[field] === value) left.clean.push(field);
  }
  // Also of what this page never changed: shown before the page is submitted.
  for (const conflict of conflicts) left.open[conflict.field] = conflict;
  return left;
}
