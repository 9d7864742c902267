/* What is typed in a short form that is posted natively goes with its reader to the other language:
   in memory only, for the next page only, and never a password or what the server has hidden. */
let carried = null;

const NEVER = "button, [type=password], [type=hidden], [type=submit]";
const bare = (path) => path.replace(/^\/(fr|en)(?=\/|$)/, "");
const fields = () =>
  [...document.querySelectorAll("[data-slot=island] form[method=post] [name]")].filter(
    (field) => !field.matches(NEVER),
  );
const isTicked = (field) => field.matches("[type=checkbox], [type=radio]");
const nameOf = (field) => (isTicked(field) ? `${field.name}=${field.value}` : field.name);

/** Take along what stands in the page's forms, when a link leads to the same page in another language. */
export function carry(link, owner) {
  carried = link.hreflang && {
    owner,
    page: bare(window.location.pathname),
    values: new Map(fields().map((field) => [nameOf(field), isTicked(field) ? field.checked : field.value])),
  };
}

/** Put it back, once, on that page and for the same person. */
export function putBack(path, owner) {
  const { page, values, owner: typist } = carried || {};
  carried = null;
  if (page !== bare(path) || typist !== owner) return;
  for (const field of fields()) {
    if (values.has(nameOf(field))) field[isTicked(field) ? "checked" : "value"] = values.get(nameOf(field));
  }
}
