// What a column is meant as: a measure, a class, a text, a name of the row, with the numbers that say so.
import { percent } from '../diagnosis/wording';
import { isYesOrNo, orderedScale } from './known-words';

export const columnKinds = [
  'number',
  'category',
  'ordinal',
  'boolean',
  'date',
  'text',
  'id',
  'constant',
] as const;
export type ColumnKind = (typeof columnKinds)[number];

/** What the judgement goes by: figures that one pass over a column gives. */
export interface KindFacts {
  name: string;
  /** As it was read. */
  type: 'number' | 'category' | 'boolean' | 'date' | 'text';
  known: number;
  distinct: number;
  /** Of known numbers and dates; null for texts. */
  minimum: number | null;
  maximum: number | null;
  /** Every known number is whole. */
  whole: boolean;
  /** The known numbers rise, or fall, from each row to the next. */
  rising: boolean;
  /** Distinct texts, the most frequent first; a hundred are enough. */
  examples: readonly string[];
  /** Characters and words of a known text on average; null for numbers. */
  meanLength: number | null;
  meanWords: number | null;
}

export interface KindJudgement {
  kind: ColumnKind;
  /** A sentence with the numbers that the kind was judged by. */
  evidence: string;
}

/** Fewer known values than this say nothing about whether all are different. */
const LEAST_UNIQUE = 20;
/** Unique numbers that merely rise are row numbers from so many rows on, if they fill so much of their range. */
const LEAST_RISING = 100;
const LEAST_DENSITY = 0.5;
/** Whole numbers are steps of a scale if there are so few, each so often on average, within such a range. */
const MOST_STEPS = 12;
const LEAST_ROWS_PER_STEP = 5;
const WIDEST_SCALE = 20;
/** A free text differs in most rows and is long. */
const LEAST_TEXT_SHARE = 0.5;
const LEAST_TEXT_WORDS = 3;
const LEAST_TEXT_LENGTH = 15;
/** Codes that so nearly never repeat name their row. */
const LEAST_CODE_SHARE = 0.9;

const idName =
  /(?:^|[\s_.-])(?:ids?|key|uuid|guid|index|idx|row|rownum|row number|no|nr|ref|serial|sku|isbn|ssn|hash|token|e-?mail)$|^unnamed: ?\d+$/i;
const camelId = /[a-z]I[dD]$/;
const unspacedScript = /[\u3040-\u30FF\u3400-\u9FFF]/u;

/** Whether a column's name says that it names rows or things: `customer_id`, `rowId`, `Unnamed: 0`. */
export function isIdName(name: string): boolean {
  const trimmed = name.trim();
  return camelId.test(trimmed) || idName.test(trimmed.toLowerCase());
}

/** The kind of a column, by the first rule that fits: empty and constant columns, then what its type allows. */
export function columnKind(facts: KindFacts): KindJudgement {
  const { type, known, distinct } = facts;
  if (known === 0) return { kind: 'constant', evidence: 'No row has a value.' };
  if (distinct === 1)
    return { kind: 'constant', evidence: `All ${amount(known)} known values are the same.` };
  switch (type) {
    case 'boolean':
      return { kind: 'boolean', evidence: 'Every value is true or false.' };
    case 'date':
      return {
        kind: 'date',
        evidence: `Every value is a date; ${amount(distinct)} of ${amount(known)} differ.`,
      };
    case 'number':
      return numberKind(facts);
    case 'text':
      return { kind: 'text', evidence: textEvidence(facts) };
    case 'category':
      return categoryKind(facts);
  }
}

function numberKind(facts: KindFacts): KindJudgement {
  const { known, distinct, whole } = facts;
  const [low, high] = [facts.minimum as number, facts.maximum as number];
  const range = `from ${shown(low)} to ${shown(high)}`;
  if (distinct === 2 && low === 0 && high === 1)
    return { kind: 'boolean', evidence: 'Every value is 0 or 1.' };
  if (whole && isRowNumber(facts)) {
    const why = isIdName(facts.name) ? `, and its name is "${facts.name}"` : '';
    return {
      kind: 'id',
      evidence: `${distinct === known ? `All ${amount(known)}` : `${amount(distinct)} of ${amount(known)}`} whole numbers ${range} differ${why}.`,
    };
  }
  const isScale = whole && distinct >= 3 && distinct <= MOST_STEPS && known >= LEAST_ROWS_PER_STEP * distinct;
  if (isScale && high - low <= WIDEST_SCALE)
    return { kind: 'ordinal', evidence: `${amount(distinct)} different whole numbers ${range}.` };
  return {
    kind: 'number',
    evidence: `${amount(distinct)} different ${whole ? 'whole numbers' : 'numbers'} ${range}.`,
  };
}

/** Numbers that count or name the rows: all different, and consecutive, rising without large gaps, or so named. */
function isRowNumber({ name, known, distinct, minimum, maximum, rising }: KindFacts): boolean {
  if (known < LEAST_UNIQUE) return false;
  const [low, high] = [minimum as number, maximum as number];
  if (isIdName(name)) return distinct >= LEAST_CODE_SHARE * known;
  // A year per row is a time, not a name.
  if (distinct < known || (low >= 1500 && high <= 2200)) return false;
  const density = known / (high - low + 1);
  return density === 1 || (rising && density >= LEAST_DENSITY && known >= LEAST_RISING);
}

function categoryKind(facts: KindFacts): KindJudgement {
  const { name, known, distinct, examples, meanWords, meanLength } = facts;
  if (distinct === 2 && isYesOrNo(examples))
    return { kind: 'boolean', evidence: `Every value is "${examples[0]}" or "${examples[1]}".` };
  if (isFreeText(facts)) return { kind: 'text', evidence: textEvidence(facts) };
  const share = distinct / known;
  const isCode = (meanWords ?? 0) < 1.5 || isIdName(name);
  if (known >= LEAST_UNIQUE && (share === 1 || (isCode && share >= LEAST_CODE_SHARE)))
    return {
      kind: 'id',
      evidence: `${share === 1 ? `All ${amount(known)} texts` : `${amount(distinct)} of ${amount(known)} texts`} differ, of ${(meanLength ?? 0).toFixed(0)} characters on average.`,
    };
  const scale = orderedScale(examples, distinct);
  if (scale)
    return { kind: 'ordinal', evidence: `${amount(distinct)} steps of a scale: ${scale.join(', ')}.` };
  return {
    kind: 'category',
    evidence: `${amount(distinct)} different texts in ${amount(known)} rows.`,
  };
}

/** Whether texts are free text rather than classes or codes: mostly different, and several words long. */
export function isFreeText({
  known,
  distinct,
  examples,
  meanLength,
  meanWords,
}: Pick<KindFacts, 'known' | 'distinct' | 'examples' | 'meanLength' | 'meanWords'>): boolean {
  if (known < LEAST_UNIQUE || distinct < LEAST_TEXT_SHARE * known) return false;
  const length = meanLength ?? 0;
  if ((meanWords ?? 0) >= LEAST_TEXT_WORDS) return length >= LEAST_TEXT_LENGTH;
  const unspaced = examples.filter((text) => unspacedScript.test(text)).length;
  return length >= LEAST_TEXT_LENGTH && unspaced * 2 > examples.length;
}

function textEvidence({ known, distinct, meanLength, meanWords }: KindFacts): string {
  return `${percent(distinct / known)} of ${amount(known)} texts differ, of ${(meanWords ?? 0).toFixed(1)} words and ${(meanLength ?? 0).toFixed(0)} characters on average.`;
}

function amount(value: number): string {
  return value.toLocaleString('en-US');
}

function shown(value: number): string {
  return String(Number(value.toPrecision(6)));
}
