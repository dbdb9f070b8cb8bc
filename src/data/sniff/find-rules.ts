// Chooses delimiter, quote, escape and comment sign: every candidate reads the sample, the most regular table wins.
import { type RowRules, SPACES } from '../rows/read-row';
import { type Candidate, candidatesOf } from './candidates';
import { cleannessOf, kindOf } from './kinds';
import { regularity } from './regularity';
import { sampleRows } from './sample-rows';

export interface FoundRules extends RowRules {
  comment: string;
  /** 0 to 1: how far the next delimiter is behind. */
  confidence: number;
  /** The next best delimiter, or null. */
  next: string | null;
  width: number;
}

/** Characters and rows that are read under every candidate. */
const SAMPLE_CHARACTERS = 1 << 16;
const SAMPLE_ROWS = 300;
/** A later candidate must be better by this much: the common one wins a tie. */
const MARGIN = 0.004;
/** What a file of one column scores whose values are all clean. */
const ONE_COLUMN = 0.45;

interface Judged extends Candidate {
  score: number;
  width: number;
  usual: number;
}

/** `complete` says whether the text is the whole file. */
export function findRules(text: string, complete: boolean): FoundRules {
  const sample = text.length > SAMPLE_CHARACTERS ? text.slice(0, SAMPLE_CHARACTERS) : text;
  const whole = complete && sample.length === text.length;
  const judged = candidatesOf(sample).map((candidate) => judge(sample, whole, candidate));
  const best = withoutSpaces(
    judged.reduce((leader, other) => (other.score > leader.score + MARGIN ? other : leader)),
    judged,
  );
  const alone = oneColumnScore(sample);
  const rivals = judged.filter(({ delimiter }) => !isSame(delimiter, best.delimiter));
  const next = rivals.reduce<Judged | null>(
    (leader, other) => (other.score > (leader?.score ?? 0) ? other : leader),
    null,
  );
  const { delimiter, quote, escape, comment, width, score } = best;
  if (score > alone)
    return {
      ...{ delimiter, quote, escape, comment, width },
      confidence: confidenceOf(score, Math.max(alone, next?.score ?? 0)),
      next: next?.delimiter ?? null,
    };
  // A sign that never stands in a file of one column may as well be its delimiter.
  const free = !sample.includes(',');
  return {
    ...{ delimiter: free ? ',' : '', quote, escape: '', comment, width: 1 },
    confidence: confidenceOf(alone, score),
    next: score > 0 ? delimiter : null,
  };
}

function judge(text: string, complete: boolean, candidate: Candidate): Judged {
  const rows = sampleRows(text, candidate, { comment: candidate.comment, complete, limit: SAMPLE_ROWS });
  const { score, width, usual } = regularity(rows);
  // A comment sign leaves lines out: it must earn that.
  const price = candidate.comment === '' ? 1 : 0.99;
  return { ...candidate, score: score * candidate.prior * price, width, usual };
}

/** Where not all rows have spaces at the delimiter they are no part of it. */
function withoutSpaces(best: Judged, judged: readonly Judged[]): Judged {
  const delimiter = best.delimiter.trim();
  if (delimiter === best.delimiter || delimiter === '' || best.delimiter === SPACES) return best;
  const plain = judged.find(
    (other) => other.delimiter === delimiter && other.quote === best.quote && other.comment === best.comment,
  );
  return plain && plain.usual > best.usual ? plain : best;
}

/** A delimiter with and without spaces around it is the same choice. */
const isSame = (a: string, b: string) => a === b || a.trim() === b.trim() || (a === SPACES && b === ' ');

function confidenceOf(score: number, next: number): number {
  if (score <= 0) return 0.5;
  return Math.min(1, Math.max(0.05, 0.5 + (score - next) / score));
}

/** How well the text reads as one value a line. */
function oneColumnScore(text: string): number {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  const kinds = lines.slice(0, SAMPLE_ROWS).map((line) => kindOf(line.trim()));
  if (kinds.length === 0) return 0;
  const clean = kinds.reduce((sum, kind) => sum + cleannessOf(kind), 0) / kinds.length;
  const body = kinds.slice(1);
  // Decimal commas below a name without one: the commas cut nothing.
  const numbers = body.length > 1 && body.every((kind) => kind === 'number' || kind === 'missing');
  return ONE_COLUMN * clean + (numbers && !(lines[0] as string).includes(',') ? ONE_COLUMN : 0);
}
