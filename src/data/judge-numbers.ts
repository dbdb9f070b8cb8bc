// Finds out which sign stands before the fraction of numbers, and which one between their thousands.
import type { NumberStyle, Thousands } from './number-text';

export interface NumberJudgement {
  decimal: '.' | ',';
  thousands: Thousands;
  /** 0 to 1: 1 if a text proves it and none speaks against it, 0.5 if nothing tells. */
  confidence: number;
  /** One sentence with an example from the texts. */
  why: string;
}

/** What the texts say: examples and counts for each sign. */
interface Votes {
  /** Texts that can only be read with that decimal sign. */
  decimal: Record<'.' | ',', string[]>;
  /** Texts that can only be read with that sign between thousands. */
  grouped: Map<Thousands, string[]>;
  /** Texts such as `1,234` that both ways fit. */
  open: Record<'.' | ',', string[]>;
}

const telling = /\d[.,'’ \u00A0\u2007\u2009\u202F]\d|[.,]\d|\d[.,]/;
const numberCore = /\d[\d.,'’_ \u00A0\u2007\u2009\u202F]*\d|[.,]?\d+[.,]?/g;
/** Beside the number there may be signs and a unit, not words. */
const numberLike =
  /^[^\p{L}\d]{0,4}(?:\p{Lu}{2,3}|kr|Rs|R|US|Fr)?[^\p{L}\d]{0,4}[\d.,'’_ \u00A0\u2007\u2009\u202F]*\d[.,]?(?:[eE][+-]?\d+)?\s*[^\s\d]{0,4}\s*$/u;
const spaceGroups = /^\d{1,3}(?:[ \u00A0\u2007\u2009\u202F]\d{3})+(?:[.,]\d*)?$/;
const apostropheGroups = /^\d{1,3}(?:['’]\d{3})+(?:[.,]\d*)?$/;

/**
 * The style of the numbers among the texts of columns; other texts do not count. Where nothing tells `1,234` apart, a
 * comma stands for thousands if it is the delimiter too (such values had to be quoted), else before a fraction.
 */
export function judgeNumbers(columns: readonly (readonly string[])[], delimiter = ','): NumberJudgement {
  const votes: Votes = { decimal: { '.': [], ',': [] }, grouped: new Map(), open: { '.': [], ',': [] } };
  for (const texts of columns) countColumn(texts, votes);
  const { decimal, open, grouped } = votes;
  const [commas, points] = [decimal[','].length, decimal['.'].length];
  if (commas === 0 && points === 0) return undecided(votes, delimiter);
  const sign = commas > points ? ',' : '.';
  const other = sign === ',' ? '.' : ',';
  const thousands =
    groupSign(grouped, sign) ?? (open[other].length > 0 && decimal[other].length === 0 ? other : '');
  return {
    decimal: sign,
    thousands,
    confidence: Math.max(commas, points) / (commas + points),
    why: `${Math.max(commas, points)} of ${commas + points} telling numbers have it: ${quoted(decimal[sign])} can only have ${sign === ',' ? 'a decimal comma' : 'a decimal point'}.`,
  };
}

function undecided({ open, grouped }: Votes, delimiter: string): NumberJudgement {
  const proven = groupSign(grouped, undefined);
  if (proven !== undefined) {
    const decimal = proven === '.' ? ',' : '.';
    const why = `${quoted(grouped.get(proven) ?? [])} has its thousands apart.`;
    return { decimal, thousands: proven, confidence: 1, why };
  }
  if (open[','].length === 0) {
    const why =
      open['.'].length > 0 ? `${quoted(open['.'])} may have either sign.` : 'No number has a fraction.';
    return { decimal: '.', thousands: '', confidence: open['.'].length > 0 ? 0.6 : 1, why };
  }
  const why = `${quoted(open[','])} may have either sign.`;
  if (delimiter === ',') return { decimal: '.', thousands: ',', confidence: 0.7, why };
  return { decimal: ',', thousands: open['.'].length > 0 ? '.' : '', confidence: 0.6, why };
}

/** The sign between thousands that most texts prove, other than the decimal sign. */
function groupSign(grouped: Votes['grouped'], decimal: '.' | ',' | undefined): Thousands | undefined {
  const found = [...grouped].filter(([sign]) => sign !== decimal).sort((a, b) => b[1].length - a[1].length);
  return found[0]?.[0];
}

/** As many values of the form `1,234` are no chance among whole numbers. */
const GROUPED_ENOUGH = 5;

function countColumn(texts: readonly string[], votes: Votes): void {
  const own: Votes['open'] = { '.': [], ',': [] };
  const before = { '.': votes.decimal['.'].length, ',': votes.decimal[','].length };
  for (const text of texts) count(text.trim(), { ...votes, open: own });
  for (const sign of ['.', ','] as const) {
    const fractions = votes.decimal[sign].length > before[sign];
    const proof = !fractions && own[sign].length >= GROUPED_ENOUGH && isGroupedAbove999(texts);
    if (proof) votes.grouped.set(sign, [...(votes.grouped.get(sign) ?? []), ...own[sign]]);
    else votes.open[sign].push(...own[sign]);
  }
}

/** Whether the numbers without any sign are all whole and below a thousand, as they are where thousands stand apart. */
function isGroupedAbove999(texts: readonly string[]): boolean {
  let below = 0;
  for (const text of texts) {
    if (!numberLike.test(text)) continue;
    const cores = text.match(numberCore) ?? [];
    const core = cores.length === 1 ? (cores[0] as string) : '';
    if (/^\d{4,}$/.test(core)) return false;
    if (/^[1-9]\d{0,2}$/.test(core)) below++;
  }
  return below > 0;
}

function count(text: string, { decimal, grouped, open }: Votes): void {
  // Most texts have no sign at all: words, and numbers without a fraction.
  if (!telling.test(text) || !numberLike.test(text)) return;
  const cores = text.match(numberCore);
  const core = cores?.[0];
  if (!core || (cores.length > 1 && !/[eE][+-]?\d+/.test(text))) return;
  const group = (sign: Thousands) => {
    const found = grouped.get(sign);
    if (found) found.push(text);
    else grouped.set(sign, [text]);
  };
  if (spaceGroups.test(core)) group(' ');
  else if (apostropheGroups.test(core)) group("'");
  const signs = core.replace(/[^.,]/g, '');
  if (signs === '') return;
  const last = signs[signs.length - 1] as '.' | ',';
  if (signs.length === 1) {
    const [before = '', after = ''] = core.split(last);
    const isOpen = /^[1-9]\d{0,2}$/.test(before) && after.length === 3;
    (isOpen ? open : decimal)[last].push(text);
    return;
  }
  const first = signs[0] as '.' | ',';
  const allAlike = signs.split('').every((sign) => sign === first);
  if (allAlike && /^\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}$/.test(core)) group(first);
  else if (first !== last && core.indexOf(last) === core.lastIndexOf(last)) {
    group(first);
    decimal[last].push(text);
  }
}

function quoted(texts: readonly string[]): string {
  return `"${texts[0] ?? ''}"`;
}

/** The styles in which to try a column, the likeliest first. `prior` is what the file's other columns use. */
export function likelyStyles(
  texts: readonly string[],
  prior: { decimal: '.' | ','; thousands: string; delimiter: string },
  unit: string,
): NumberStyle[] {
  const own = judgeNumbers([texts], prior.delimiter);
  const known = { decimal: prior.decimal, thousands: prior.thousands as Thousands };
  const isUsual = known.decimal === '.' && known.thousands === '';
  const first = own.confidence === 1 || isUsual ? [own, known] : [known, own];
  const decimals = new Set([own.decimal, known.decimal, ...(prior.delimiter === ',' ? [] : [','])]);
  const separate = texts.some((text) => /\d[ '’\u00A0\u2007\u2009\u202F]\d/.test(text));
  const others = [...closeStyles, ...(separate ? apartStyles : [])].filter(({ decimal }) =>
    decimals.has(decimal),
  );
  const seen = new Set<string>();
  return [...first, ...others].flatMap(({ decimal, thousands }) => {
    const key = decimal + thousands;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ decimal, thousands, unit }];
  });
}

type Signs = Pick<NumberStyle, 'decimal' | 'thousands'>;

const closeStyles: readonly Signs[] = [
  { decimal: '.', thousands: '' },
  { decimal: ',', thousands: '' },
  { decimal: '.', thousands: ',' },
  { decimal: ',', thousands: '.' },
];

const apartStyles: readonly Signs[] = [
  { decimal: '.', thousands: ' ' },
  { decimal: ',', thousands: ' ' },
  { decimal: '.', thousands: "'" },
  { decimal: ',', thousands: "'" },
];
