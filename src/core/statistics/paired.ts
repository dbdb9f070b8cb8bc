// A paired comparison: the same seeds before and after a change, and how sure the difference is.
import { mean, standardError } from './moments';
import { studentCdf, studentQuantile } from './student-t';

export interface PairedEffect {
  /** Mean of after − before. */
  mean: number;
  /** Ends of the 95 % interval of the mean (Student's t). */
  low: number;
  high: number;
  /** Pairs in which after is better, and in which both are equal. */
  wins: number;
  ties: number;
  /** That the true effect is an improvement, by the t distribution; ½ where nothing differs. */
  probability: number;
}

const LEVEL = 0.95;

/**
 * Null for fewer than two pairs, which say nothing about their spread. The interval ends where the difference can go no
 * further: at `widest` and −`widest`, 1 for shares such as accuracy. Source: `scipy.stats.ttest_rel`.
 */
export function pairedEffect(
  before: readonly number[],
  after: readonly number[],
  better: 'higher' | 'lower',
  widest = Number.POSITIVE_INFINITY,
): PairedEffect | null {
  const differences = after.map((value, i) => value - (before[i] as number));
  const count = differences.length;
  if (count < 2) return null;
  const centre = mean(differences);
  const error = standardError(differences);
  const half = studentQuantile((1 + LEVEL) / 2, count - 1) * error;
  const sign = better === 'higher' ? 1 : -1;
  return {
    mean: centre,
    low: Math.max(-widest, centre - half),
    high: Math.min(widest, centre + half),
    wins: differences.filter((difference) => sign * difference > 0).length,
    ties: differences.filter((difference) => difference === 0).length,
    probability: probabilityOf(sign * centre, error, count - 1),
  };
}

function probabilityOf(gain: number, error: number, degrees: number): number {
  if (error > 0) return studentCdf(gain / error, degrees);
  return gain > 0 ? 1 : gain < 0 ? 0 : 0.5;
}
