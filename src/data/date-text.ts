// Dates as people write them: which forms a column's texts have, and how DuckDB is told to read them.

export type DateOrder = 'auto' | 'dmy' | 'mdy' | 'ymd';

/** How texts become moments: after the rewriting, by the first of the formats that fits. */
export interface DateForm {
  /** Regular expressions and what stands in their place, applied in turn to the first match each, in lower case. */
  rewrite: readonly (readonly [pattern: string, replacement: string])[];
  /** Literal texts and what stands in their place, after that. */
  words: readonly (readonly [from: string, to: string])[];
  /** `iso` is DuckDB's own cast, `days` are numbers already; the others are formats of its strptime. */
  formats: 'iso' | 'days' | readonly string[];
  /** How a person would call it, as the end of "values are dates …". */
  named: string;
}

const clock = '\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?: ?[AaPp]\\.?[Mm]\\.?)?';
const isoPattern =
  /^\d{4}([-/])\d{1,2}\1\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:Z|UTC|[+-]\d{2}(?::?\d{2})?))?)?$/;
const yearLast = new RegExp(`^(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?:,? +${clock})?$`);
const yearFirst = new RegExp(`^\\d{4}([-/.])\\d{1,2}\\1\\d{1,2}(?:,? +${clock})?$`);
const compact =
  /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:T?(?:[01]\d|2[0-3])[0-5]\d[0-5]\d(?:\.0+)?Z?)?$/;
const yearMonth = /^(?:(?:19|20)\d{2}([-/])(?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])\/(?:19|20)\d{2})$/;
/** Fewer 8-digit numbers may be dates by chance. */
const LEAST_COMPACT = 5;

/** The day alone, then with the time of day in every common spelling. */
function dayAndTime(day: string): string[] {
  const times = ['%H:%M:%S', '%H:%M', '%I:%M:%S %p', '%I:%M %p', '%H:%M:%S.%f', '%I:%M:%S%p', '%I:%M%p'];
  return [day, ...times.map((time) => `${day} ${time}`)];
}

const plain = { rewrite: [], words: [] } as const;

/** The forms that all (or nearly all, by `fits`) of the texts have, the likeliest first. */
export function dateForms(
  texts: readonly string[],
  order: DateOrder,
  fits: (test: (text: string) => boolean) => boolean,
): DateForm[] {
  if (texts.length === 0) return [];
  if (fits((text) => isoPattern.test(text)))
    return [{ ...plain, formats: 'iso', named: 'with the year first' }];
  if (fits((text) => yearLast.test(text))) return yearLastForms(texts, order);
  if (fits((text) => yearFirst.test(text))) {
    const formats = ['-', '/', '.'].flatMap((sign) => dayAndTime(`%Y${sign}%m${sign}%d`));
    return [{ ...plain, formats, named: 'with the year first' }];
  }
  if (fits((text) => yearMonth.test(text))) {
    return [{ ...plain, formats: ['%Y-%m', '%Y/%m', '%m/%Y'], named: 'of year and month' }];
  }
  return [...namedForms(fits), ...eastAsianForms(fits)];
}

/** Dates without any sign between, such as 20240305; they are numbers as well. */
export function compactForms(texts: readonly string[]): DateForm[] {
  if (texts.length < LEAST_COMPACT || new Set(texts).size < 3 || !texts.every((text) => compact.test(text)))
    return [];
  const day = '%Y%m%d';
  const formats = [day, `${day}%H%M%S`, `${day}T%H%M%S`, `${day}T%H%M%SZ`];
  return [{ ...plain, formats, named: 'as year, month and day without signs' }];
}

/** A dot stands for day first; with other signs the numbers decide, else month first. */
function yearLastForms(texts: readonly string[], order: DateOrder): DateForm[] {
  const found = texts.map((text) => yearLast.exec(text)).filter((match) => match !== null);
  const separator = found[0]?.[2] ?? '/';
  const years = [...new Set(found.map((match) => (match[4] as string).length))]
    .sort((a, b) => a - b)
    .map((n) => (n === 2 ? '%y' : '%Y'));
  const read = (signs: string, named: string): DateForm => ({
    ...plain,
    formats: years.flatMap((year) =>
      dayAndTime(
        signs
          .split('')
          .map((sign) => (sign === 'y' ? year : `%${sign}`))
          .join(separator),
      ),
    ),
    named,
  });
  const [dayFirst, monthFirst] = [read('dmy', 'with the day first'), read('mdy', 'with the month first')];
  if (order === 'dmy') return [dayFirst];
  if (order === 'mdy') return [monthFirst];
  if (order === 'ymd' && years.includes('%y')) return [read('ymd', 'with the year first')];
  // The order that fits more of the sample comes first: one slip of the pen must not turn it.
  const above = (place: number) => found.filter((match) => Number(match[place]) > 12).length;
  if (above(1) > above(3)) return [dayFirst, monthFirst];
  return separator === '.' && above(3) === 0 ? [dayFirst] : [monthFirst, dayFirst];
}

const stems: Record<string, readonly string[]> = {
  jan: ['jan', 'jän', 'ene', 'gen'],
  feb: ['feb', 'fév', 'fev'],
  mar: ['mar', 'mär', 'maer', 'mrz', 'mrt'],
  apr: ['apr', 'avr', 'abr'],
  may: ['may', 'mai', 'mag', 'mei'],
  jun: ['jun', 'juin', 'giu'],
  jul: ['jul', 'juil', 'lug'],
  aug: ['aug', 'aoû', 'aou', 'ago'],
  sep: ['sep', 'set'],
  oct: ['oct', 'okt', 'ott', 'out'],
  nov: ['nov'],
  dec: ['dec', 'dez', 'déc', 'dic'],
};
const foreign = Object.entries(stems).flatMap(([english, all]) =>
  all.filter((stem) => stem !== english).map((stem) => [stem, english] as const),
);
const months = Object.values(stems)
  .flat()
  .sort((a, b) => b.length - a.length)
  .join('|');
const english = new RegExp(`(?:^|[^a-zà-ÿ])(?:${Object.keys(stems).join('|')})(?:[^a-zà-ÿ]|$)`);
const letters = '[a-zà-ÿ]*';
const gap = '[ \\t,./-]*';
const weekdays =
  'mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mié|mie|jue|vie|sáb|sab|dom';

/** Brings `Tuesday, March 5th, 2024 at 10:00 GMT` and its like to `mar 5 2024 10:00`. */
const nameRewrite: DateForm['rewrite'] = [
  [`^(?:${weekdays})${letters}[.,]? +((?:\\d{1,2}[ .]+)?(?:de +)?(?:${months}))`, '\\1'],
  [`(\\d)(?:st|nd|rd|th|er|º|ª)?${gap}(?:de +|of +)?(${months})${letters}${gap}(?:de +|del +)?`, '\\1 \\2 '],
  [`^(${months})${letters}[.]?[ ,./-]*(\\d{1,2})(?:st|nd|rd|th)?[ ,]+(\\d)`, '\\1 \\2 \\3'],
  [`^(${months})${letters}[.]?[ ,./-]+`, '\\1 '],
  ['(\\d{4}),? +(?:at|um|à|a las)? *(\\d)', '\\1 \\2'],
  [' *(?:gmt|utc|uhr)$', ''],
];

/** The forms of dates with the name of the month, on rewritten texts. */
const nameForms: readonly (readonly [pattern: RegExp, formats: readonly string[]])[] = [
  [new RegExp(`^\\d{1,2} [a-z]{3} \\d{4}(?: ${clock})?$`), dayAndTime('%d %b %Y')],
  [new RegExp(`^\\d{1,2} [a-z]{3} \\d{2}(?: ${clock})?$`), dayAndTime('%d %b %y')],
  [new RegExp(`^[a-z]{3} \\d{1,2} \\d{4}(?: ${clock})?$`), dayAndTime('%b %d %Y')],
  [new RegExp(`^[a-z]{3} \\d{1,2} ${clock} \\d{4}$`), ['%b %d %H:%M:%S %Y', '%b %d %H:%M %Y']],
  [new RegExp(`^\\d{4} [a-z]{3} \\d{1,2}(?: ${clock})?$`), dayAndTime('%Y %b %d')],
  [/^[a-z]{3} \d{4}$/, ['%b %Y']],
  [/^\d{4} [a-z]{3} ?$/, ['%Y %b', '%Y %b ']],
  [/^[a-z]{3} \d{2}$/, ['%b %y']],
];

function namedForms(fits: (test: (text: string) => boolean) => boolean): DateForm[] {
  const hasMonth = new RegExp(`(?:${months})`, 'i');
  if (!fits((text) => hasMonth.test(text) && /\d/.test(text))) return [];
  // Each replacement takes its time: English names need none.
  const isForeign = !fits((text) => english.test(rewritten(text, { rewrite: nameRewrite, words: [] })));
  const whole = { rewrite: nameRewrite, words: isForeign ? foreign : [], named: 'with the month by name' };
  const found = nameForms.filter(([pattern]) => fits((text) => pattern.test(rewritten(text, whole))));
  return found.map(([, formats]) => ({ ...whole, formats }));
}

const eastAsian: Pick<DateForm, 'rewrite' | 'words'> = {
  rewrite: [
    ['^(\\d{4}) *[년年./-] *(\\d{1,2}) *[월月./-]? *(\\d{0,2}) *[일日.]? *', '\\1-\\2-\\3 '],
    [' *[시時时点] *', ':'],
    [' *[분分초秒] *$', ''],
    [' *[분分] *', ':'],
    ['오전|午前|上午', 'am'],
    ['오후|午後|下午', 'pm'],
    ['([ap]m) *', '\\1 '],
  ],
  words: [],
};
const eastAsianForm = /^\d{4}-\d{1,2}-\d{0,2} *(?:(?:[ap]m )?\d{1,2}:\d{2}(?::\d{2})?)?$/;

function eastAsianForms(fits: (test: (text: string) => boolean) => boolean): DateForm[] {
  const isOne = (text: string) =>
    /^\d{4} *[년年.]|^\d{4}[-/].*[오午上下]/.test(text) && eastAsianForm.test(rewritten(text, eastAsian));
  // "2024.3" alone is a number.
  if (!fits((text) => isOne(text) && !/^[\d.]{0,7}$/.test(text))) return [];
  const day = '%Y-%m-%d';
  const times = ['%H:%M:%S', '%H:%M', '%p %I:%M:%S', '%p %I:%M'].map((time) => `${day} ${time}`);
  return [{ ...eastAsian, formats: [day, ...times, '%Y-%m-'], named: 'with the year first' }];
}

/** The text that the formats of a form are applied to; `readingSql` does the same in SQL. */
export function rewritten(text: string, { rewrite, words }: Pick<DateForm, 'rewrite' | 'words'>): string {
  let result = text.trim();
  if (rewrite.length === 0) return result;
  result = result.toLowerCase();
  for (const [pattern, replacement] of rewrite)
    result = result.replace(new RegExp(pattern), replacement.replace(/\\(\d)/g, '$$$1'));
  for (const [from, to] of words) result = result.replaceAll(from, to);
  return result.trim();
}
