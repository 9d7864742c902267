/* What is typed and not yet saved: in memory for a change of language, and in this tab's
   sessionStorage for a reload. Passwords stay in memory. Keys hold the owner's pseudonym, and
   everything of another owner is removed when somebody else uses the tab. */
import { owner } from "./owner.js";

const memory = new Map();
const PREFIX = "draft:";

const MINE = `${PREFIX}${owner}:`;
const keyOf = (name) => MINE + name;

/** Forget what belongs to somebody else. */
export function forgetOthers() {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX) && !key.startsWith(MINE)) sessionStorage.removeItem(key);
  }
  for (const key of memory.keys()) if (!key.startsWith(MINE)) memory.delete(key);
}

export function keep(name, values, secrets) {
  const key = keyOf(name);
  memory.set(key, values);
  const shareable = Object.fromEntries(Object.entries(values).filter(([field]) => !secrets.includes(field)));
  try {
    sessionStorage.setItem(key, JSON.stringify(shareable));
  } catch {
    /* A full or forbidden storage: memory and the server's draft remain. */
  }
}

export function kept(name) {
  const key = keyOf(name);
  if (memory.has(key)) return memory.get(key);
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

export function forget(name) {
  memory.delete(keyOf(name));
  try {
    sessionStorage.removeItem(keyOf(name));
  } catch {
    /* Nothing was kept. */
  }
}
