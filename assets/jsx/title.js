/* The title of the page: nobody else writes it. « Erreur : » stands before it as long as a summary of
   errors stands on the page, and goes with the last one. */
const prefixes = new Map();
let written = "";

function write(title) {
  const own = written && title.startsWith(written) ? title.slice(written.length) : title;
  const [prefix = ""] = prefixes.values();
  written = prefix || written;
  const wanted = own.startsWith(prefix) ? own : prefix + own;
  if (document.title !== wanted) document.title = wanted;
}

/** Give the page a title: that of its content, without what its forms say. */
export const entitle = (title) => write(title);

/** Say that a form has errors; an empty prefix, that it has none. */
export function flag(form, prefix) {
  if (prefix) prefixes.set(form, prefix);
  else prefixes.delete(form);
  write(document.title);
}
