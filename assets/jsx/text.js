/* Cleaning and counting as `core.text` does it, which gives the reasons: code points of the NFC text,
   `\n` line ends, trimmed. */
const LINE_END = /\r\n|[\r\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]/g;
const UNWANTED =
  /[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u202a-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Give text whose line ends are all `\n`. */
export const lines = (text) => text.replace(LINE_END, "\n").replace(/\u001f/g, " ");

export const clean = (text) =>
  lines(text)
    .replace(UNWANTED, "")
    .normalize("NFC")
    .trim()
    .replace(/^[\s\p{Default_Ignorable_Code_Point}]*$/u, "");

/** Give text for a field of one line; a non-breaking space stays one. */
export const oneLine = (text) => clean(text).replace(/\s+/g, (run) => /[\u00a0\u202f\u2007]/.exec(run)?.[0] ?? " ");

export const count = (text) => [...clean(text)].length;

/** 2000 → « 2 000 » or "2,000"; the fonts have no narrow no-break space. */
export const formatNumber = (number, language) =>
  new Intl.NumberFormat(language === "fr" ? "fr-FR" : "en-GB").format(number).replaceAll("\u202f", "\u00a0");

/** Name a field before what is to be done about it, unless the sentence does: `core.errors.at_field`. */
export const named = (template, field, fix) => {
  if (!field || fix.toLowerCase().includes(field.toLowerCase())) return fix;
  if (/[?.]$/.test(field)) return `${field} ${fix}`;
  return fill(template, { step: field, fix: fix.charAt(0).toLowerCase() + fix.slice(1) });
};

/** Put `%(name)s` and `%(name)d` values into a text of the catalogue. */
export const fill = (template, values) => template.replace(/%\((\w+)\)[sd]/g, (_, name) => values[name] ?? "");

/** An instant on the reader's own clock, which the server does not know: 9 h 05, 09:05. */
export const clockTime = (at, language) => {
  const [hours, minutes] = [at.getHours(), String(at.getMinutes()).padStart(2, "0")];
  return language === "fr" ? `${hours}\u00a0h\u00a0${minutes}` : `${String(hours).padStart(2, "0")}:${minutes}`;
};

/** « 1er » as it is printed: the parts of a text, the ending of each ordinal made by `raised`. */
export const ordinals = (text, raised) =>
  text.split(/(?<=\b1)(er)\b/).map((part, index) => (index % 2 ? raised(part) : part));
