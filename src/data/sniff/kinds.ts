// What kind of value a text looks like: the evidence from which delimiters and headers are found.

export type Kind = 'missing' | 'number' | 'date' | 'boolean' | 'link' | 'word' | 'text' | 'odd';

const currency = '[$€£¥₩₹₽]';
const plainNumber = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?$/;
const dressedNumber = new RegExp(
  `^[-+(]?\\s?(?:${currency}|USD|EUR|KRW)?\\s?[-+]?(?:\\d{1,3}(?:[,.'’_ \\u00a0\\u202f]\\d{3})+|\\d+)(?:[.,]\\d+)?\\s?(?:%|‰|${currency}|USD|EUR|KRW|원|円|元)?\\)?$`,
);
const specialNumber = /^[+-]?(?:inf(?:inity)?|nan)$/i;
const time = '\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?: ?[AaPp]\\.?[Mm]\\.?)?';
const zone = '(?: ?(?:Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?))?';
const datePatterns = [
  new RegExp(`^\\d{1,4}([-/.])\\d{1,2}\\1\\d{1,4}\\.?(?:[T ,]+${time})?${zone}$`),
  new RegExp(`^${time}${zone}$`),
  new RegExp(`^\\d{1,2}[ -]?[A-Za-zÀ-ž]{3,9}\\.?,?[ -]\\d{2,4}(?: ${time})?$`),
  new RegExp(`^[A-Za-zÀ-ž]{3,9}\\.? \\d{1,2},? \\d{4}(?: ${time})?$`),
  new RegExp(`^\\d{4}[년年] ?\\d{1,2}[월月](?: ?\\d{1,2}[일日])?(?: ${time})?$`),
  /^\d{4}-?W\d{2}$|^\d{4}[-/]\d{2}$/,
];
const booleans = new Set(['true', 'false', 'yes', 'no', 'y', 'n', 't', 'f', 'ja', 'nein', 'oui', 'non']);
const missing = new Set(
  ['', 'na', 'n/a', 'nan', 'null', 'none', '?', '.', '-', '--', '#n/a', '#na', 'nil', '(null)', '\\n'].map(
    (text) => text.toLowerCase(),
  ),
);
const link = /^(?:(?:https?|ftp):\/\/|www\.)\S+$|^[^\s@,;]+@[^\s@,;]+\.[a-z]{2,}$/i;
const word = /^[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}_.#&+%°()[\]/-]*$/u;
/** A comma that is no punctuation, or a sign that hardly stands in prose. */
const wrongCut = /[;\t|]|,(?! )/;

/** The kind of a trimmed text. `odd` is what a wrong cut leaves: other delimiters and quotes within. */
export function kindOf(text: string): Kind {
  if (text.length < 10 && missing.has(text.toLowerCase())) return 'missing';
  const first = text.charCodeAt(0);
  if (text.length < 40) {
    if (plainNumber.test(text) || dressedNumber.test(text) || specialNumber.test(text)) return 'number';
    if (datePatterns.some((pattern) => pattern.test(text))) return 'date';
    if (text.length < 6 && booleans.has(text.toLowerCase())) return 'boolean';
  }
  if (link.test(text)) return 'link';
  if (word.test(text)) return 'word';
  if (wrongCut.test(text) || first === 34 || text.endsWith('"') || /^'.*'$|^'[^']*$/.test(text)) return 'odd';
  return 'text';
}

/** Whether a text is of a kind that names of columns hardly ever are. */
export function isTyped(kind: Kind): boolean {
  return kind === 'number' || kind === 'date' || kind === 'link';
}

const cleanness: Record<Kind, number> = {
  missing: 0.95,
  number: 1,
  date: 1,
  boolean: 1,
  link: 1,
  word: 0.95,
  text: 0.85,
  odd: 0.1,
};

/** 0 to 1: how much a cell of that kind looks like one whole value. */
export function cleannessOf(kind: Kind): number {
  return cleanness[kind];
}
