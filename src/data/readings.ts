// The ways in which a column's texts may be read, most special first.
import type { Dialect } from '../core/recipe/dialect';
import type { TypedColumn } from '../core/recipe/source';
import { compactForms, type DateForm, dateForms } from './date-text';
import { likelyStyles } from './judge-numbers';
import { missingNumbers, missingTest } from './missing';
import { type NumberStyle, patternOf, unitOf } from './number-text';

/** What a person may say that a column holds. */
export type ColumnKind = TypedColumn['type'];

/** The kinds that a person named, by column. */
export function kindsOf({
  types = [],
}: {
  types?: readonly TypedColumn[] | undefined;
}): Map<string, ColumnKind> {
  return new Map(types.map(({ column, type }) => [column, type]));
}

/** How the texts of one column become values. */
export type Reading = (
  | { as: 'boolean'; yes: string; no: string }
  /**
   * `plain`: the sample has nothing but digits, a sign, the decimal sign and an exponent, which is the fastest to
   * read. `trailing`: a minus may stand behind. `missing`: numbers that a person says stand for a missing value.
   */
  | { as: 'number'; style: NumberStyle; plain: boolean; trailing: boolean; missing?: readonly number[] }
  | { as: 'date'; form: DateForm }
  | { as: 'category' }
) & {
  /** A text that does not fit is missing: a person named the kind, or the odd texts were looked at. */
  forced?: true | undefined;
  /** The texts that do not fit, where they were looked at. */
  odd?: OddValues;
};

/** What was found about the texts of a column that do not fit the reading which nearly all others fit. */
export interface OddValues {
  /** Values that fit. */
  fits: number;
  missing: number;
  /** Values that do not fit. */
  count: number;
  /** Some of them, each with its row from 0. */
  examples: readonly { row: number; text: string }[];
  /** One that comes again and again, for which the column stays a category though the others are `instead`. */
  repeated: { text: string; count: number; instead: string } | null;
}

/** What the dialect says about values. */
export type ValueRules = Pick<Dialect, 'delimiter' | 'decimal' | 'thousands' | 'dateOrder' | 'missing'>;

/** Of a column with more known values than this, one in a hundred may be of another kind. */
export const SURE_VALUES = 20;
/** Share of the known values that may be of another kind. */
export const ODD_SHARE = 0.01;

const numberPattern = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)$/i;
const commaNumberPattern = /^[+-]?(?:\d+(?:,\d+)?|,\d+)(?:[eE][+-]?\d+)?$/;
const booleanPattern = /^(?:true|false)$/i;

/** Pairs of words for true and false. Only the first is read without being told: the others are names of classes too. */
const booleans: readonly (readonly [yes: string, no: string])[] = [
  ['true', 'false'],
  ['yes', 'no'],
  ['y', 'n'],
  ['t', 'f'],
  ['on', 'off'],
  ['1', '0'],
  ['ja', 'nein'],
  ['j', 'n'],
  ['oui', 'non'],
  ['sí', 'no'],
  ['si', 'no'],
  ['예', '아니오'],
  ['예', '아니요'],
  ['네', '아니요'],
  ['はい', 'いいえ'],
  ['是', '否'],
];

/**
 * The readings that fit a sample of a column's texts, in the order in which to try them on the whole column; the last
 * is `category`, or what `kind` asks for. A column without any known text in the sample may turn out to be anything.
 */
export function readingsOf(sample: readonly string[], rules: ValueRules, kind?: ColumnKind): Reading[] {
  const isMissing = missingTest(rules.missing);
  const texts = sample.map((text) => text.trim()).filter((text) => !isMissing(text));
  const absent = missingNumbers(rules.missing);
  if (kind) return readingsAs(kind, texts, rules).map((reading) => withMissing(reading, absent));
  const spaced = sample.some((text) => text !== text.trim() && isMissing(text.trim()));
  const fits = fitTest(texts);
  const readings: Reading[] = [];
  const compact = texts.length > 0 && isDigit(texts[0] as string) ? compactForms(texts) : [];
  readings.push(...compact.map(asDate));
  readings.push(...numberReadings(texts, rules, fits, spaced));
  if (fits((text) => booleanPattern.test(text))) readings.push({ as: 'boolean', yes: 'true', no: 'false' });
  if (readings.length === 0 || texts.length === 0) {
    if (texts.length === 0) readings.push({ as: 'date', form: { ...emptyForm } });
    else readings.push(...dateForms(texts, rules.dateOrder, fits).map(asDate));
  }
  readings.push({ as: 'category' });
  return readings.map((reading) => withMissing(reading, absent));
}

/** The reading that takes those numbers as missing, however they are written; the fastest way would not see them. */
function withMissing(reading: Reading, missing: readonly number[]): Reading {
  return reading.as === 'number' && missing.length > 0 ? { ...reading, plain: false, missing } : reading;
}

const emptyForm: DateForm = { rewrite: [], words: [], formats: 'iso', named: 'with the year first' };
const isDigit = (text: string) => text.charCodeAt(0) >= 48 && text.charCodeAt(0) <= 57;
const asDate = (form: DateForm): Reading => ({ as: 'date', form });

/** Whether all texts pass a test, or nearly all where there are enough of them; stops as soon as too many do not. */
function fitTest(texts: readonly string[]): (test: (text: string) => boolean) => boolean {
  const allowed = texts.length > SURE_VALUES ? Math.floor(texts.length * ODD_SHARE) : 0;
  return (test) => {
    let odd = 0;
    for (const text of texts) if (!test(text) && ++odd > allowed) return false;
    return true;
  };
}

/** `spaced`: missing values are spelt with spaces around them, which the fastest way does not see. */
function numberReadings(
  texts: readonly string[],
  rules: ValueRules,
  fits: (test: (text: string) => boolean) => boolean,
  spaced: boolean,
): Reading[] {
  const isPlain = fits((text) => numberPattern.test(text));
  // Most columns of a table are either plain numbers or words: both are told apart at once.
  if (!isPlain && !fits((text) => /\d/.test(text))) return [];
  const unit = isPlain ? '' : commonUnit(texts);
  if (unit === null) return [];
  const trailing = !isPlain && texts.some((text) => /\d[^\d(]*[-−–][^\d]*$/.test(text));
  return likelyStyles(texts, rules, unit).flatMap((style): Reading[] => {
    const { decimal, thousands } = style;
    const pattern = patternOf(style);
    const cheap = thousands === '' && unit === '' && (decimal === '.' ? numberPattern : commaNumberPattern);
    if (cheap && fits((text) => cheap.test(text))) {
      const slow = { as: 'number', style, plain: false, trailing: true } as const;
      return spaced ? [slow] : [{ as: 'number', style, plain: true, trailing: false }, slow];
    }
    return fits((text) => pattern.test(text)) ? [{ as: 'number', style, plain: false, trailing }] : [];
  });
}

/** The unit that stands beside the numbers, '' for none; null where there are two kinds. */
function commonUnit(texts: readonly string[]): string | null {
  let common = '';
  let odd = 0;
  const allowed = texts.length > SURE_VALUES ? Math.floor(texts.length * ODD_SHARE) : 0;
  for (const text of texts) {
    const unit = unitOf(text);
    if (unit === null ? ++odd > allowed : unit !== '' && common !== '' && unit !== common) return null;
    if (unit) common = unit;
  }
  return common;
}

/** The readings of a column whose kind a person named: the last takes what does not fit as missing. */
function readingsAs(kind: ColumnKind, texts: readonly string[], rules: ValueRules): Reading[] {
  const lenient = mostOf(texts);
  const forced = (readings: Reading[], fallback: Reading): Reading[] => {
    const [last = fallback] = readings.slice(-1);
    const [first = last] = readings;
    return [...readings, { ...first, forced: true }];
  };
  if (kind === 'number') {
    const style: NumberStyle = { decimal: rules.decimal, thousands: '', unit: '' };
    return forced(numberReadings(texts, rules, lenient, true), {
      as: 'number',
      style,
      plain: false,
      trailing: true,
    });
  }
  if (kind === 'boolean') {
    const known = new Set(texts.map((text) => text.toLowerCase()));
    const pair =
      booleans.find((words) => words.some((word) => known.has(word))) ?? (['true', 'false'] as const);
    const fitting =
      booleans.find(([yes, no]) => [...known].every((word) => word === yes || word === no)) ?? pair;
    return [{ as: 'boolean', yes: fitting[0], no: fitting[1], forced: true }];
  }
  if (kind === 'date') {
    const forms = [...compactForms(texts), ...dateForms(texts, rules.dateOrder, lenient)];
    return forced(forms.map(asDate), asDate(emptyForm));
  }
  return [{ as: 'category' }];
}

/** Whether half of the texts pass a test: a person has said what they are. */
function mostOf(texts: readonly string[]): (test: (text: string) => boolean) => boolean {
  return (test) => texts.filter(test).length * 2 >= texts.length;
}

/** What a reading makes of the texts, as the end of "values are …". */
export function describeReading(reading: Reading): string {
  if (reading.as === 'category') return 'texts';
  if (reading.as === 'date') return `dates ${reading.form.named}`;
  if (reading.as === 'boolean')
    return reading.yes === 'true' ? 'true or false' : `"${reading.yes}" or "${reading.no}"`;
  const { decimal, thousands, unit } = reading.style;
  const signs: Record<string, string> = {
    ' ': 'a space',
    "'": 'an apostrophe',
    ',': 'a comma',
    '.': 'a dot',
    _: '_',
  };
  const parts = [
    ...(decimal === ',' ? ['a decimal comma'] : []),
    ...(thousands === '' ? [] : [`${signs[thousands]} between thousands`]),
    ...(unit === ''
      ? []
      : [/[%％]/.test(unit) ? 'a percent sign, kept as written (12 % is 12)' : `the unit ${unit}`]),
  ];
  return parts.length === 0 ? 'numbers' : `numbers with ${parts.join(' and ')}`;
}
