// What the losses of a range test say: the rate at which they fall fastest, and the one from which they rise.
import type { RatePoint, RateTest } from './rate-test';

/** Steps of a test, at rates evenly spread on a logarithmic scale. */
export const RATE_STEPS = 120;
const LOWEST_RATE = 1e-6;
const HIGHEST_RATE = 10;
/** Share of the past in the moving average of the losses. */
const MEMORY = 0.9;
/** The first steps of the average stand on few batches. */
const FIRST_STEPS = 8;
/** The test ends when the average is this many times its lowest value beyond the first. */
const BLOWN_UP = 4;
/** A fall of the loss below this share of its start is noise. */
const LEAST_FALL = 0.02;

export type Judgement = Pick<RateTest, 'smoothed' | 'suggested' | 'edge' | 'explanation'>;

/** The rate of step number `step`. */
export function testRate(step: number): number {
  return LOWEST_RATE * (HIGHEST_RATE / LOWEST_RATE) ** (step / (RATE_STEPS - 1));
}

/** Whether further steps would show nothing but how fast it explodes. */
export function isBlownUp(points: readonly RatePoint[]): boolean {
  const last = points.at(-1);
  if (last && last.loss === null) return true;
  const known = smooth(points).filter((value) => value !== null);
  const [first] = known;
  const present = known.at(-1);
  if (first === undefined || present === undefined || known.length < FIRST_STEPS) return false;
  return present > first && present > BLOWN_UP * Math.min(...known);
}

/**
 * Smith 2017 (arXiv 1506.01186), section 3.3, with the reading that fastai's finder calls `steep`: the rate where the
 * smoothed loss falls fastest per decade, before its lowest point.
 */
export function judgeRates(points: readonly RatePoint[]): Judgement {
  const smoothed = smooth(points);
  const nothing = { smoothed, suggested: null, edge: null };
  const known = points.flatMap(({ rate }, i) => {
    const loss = smoothed[i];
    return loss === null || loss === undefined || i < FIRST_STEPS ? [] : [{ rate, loss }];
  });
  const [first] = known;
  if (!first || known.length < 4) {
    return {
      ...nothing,
      explanation: 'The loss was not a finite number from the first steps on, so no rate can be read.',
    };
  }
  const lowest = known.reduce((best, point) => (point.loss < best.loss ? point : best));
  const fall = (first.loss - lowest.loss) / Math.max(Math.abs(first.loss), 1e-12);
  if (fall < LEAST_FALL) {
    return {
      ...nothing,
      explanation: `The loss fell by ${(100 * Math.max(0, fall)).toFixed(1)} % at the most, which is no more than noise: another rate alone will not make this network learn.`,
    };
  }
  const before = known.filter(({ rate }) => rate <= lowest.rate);
  const slope = (i: number) => {
    const a = before[Math.max(0, i - 2)] as (typeof before)[0];
    const b = before[Math.min(before.length - 1, i + 2)] as (typeof before)[0];
    return (b.loss - a.loss) / Math.max(1e-12, Math.log10(b.rate) - Math.log10(a.rate));
  };
  const steepest = before.reduce((best, _, i) => (slope(i) < slope(best) ? i : best), 0);
  // The average lags behind the losses by about its memory; a third of a decade back is the customary care.
  const suggested = Number(((before[steepest] as (typeof before)[0]).rate / 2).toPrecision(2));
  return {
    smoothed,
    suggested,
    edge: lowest.rate,
    explanation: `The loss falls fastest near a rate of ${short((before[steepest] as (typeof before)[0]).rate)} and no further beyond ${short(lowest.rate)}. Half the first is a good start.`,
  };
}

/** Exponential moving average with the correction for its start (as Adam's). */
function smooth(points: readonly RatePoint[]): (number | null)[] {
  let sum = 0;
  let weight = 0;
  return points.map(({ loss }) => {
    if (loss === null) return null;
    sum = MEMORY * sum + (1 - MEMORY) * loss;
    weight = MEMORY * weight + (1 - MEMORY);
    return sum / weight;
  });
}

const short = (rate: number): string => String(Number(rate.toPrecision(2)));
