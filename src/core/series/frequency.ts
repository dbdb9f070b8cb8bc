// The step of a series: found from its moments, and the arithmetic of steps.
import { z } from 'zod';

export const timeUnits = ['second', 'minute', 'hour', 'day', 'week', 'month', 'number'] as const;

export const frequencySchema = z.strictObject({
  /** `number` is the unit of a number column, or one row. */
  unit: z.enum(timeUnits),
  /** Units per step. */
  every: z.number().positive(),
});

export type Frequency = z.output<typeof frequencySchema>;

/** Days of each unit that always has as many. */
const days: Partial<Record<Frequency['unit'], number>> = {
  second: 1 / 86_400,
  minute: 1 / 1440,
  hour: 1 / 24,
  day: 1,
  week: 7,
  number: 1,
};

/** Moments on no step of the series are let pass up to this share. */
const LEAST_REGULAR = 0.8;
const DAY_MS = 86_400_000;

/** Months since the year 0. */
const monthOf = (moment: number): number => {
  const date = new Date(moment * DAY_MS);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

/** The number of the step in which a moment lies, counted from the step of `origin`. */
export function stepOf({ unit, every }: Frequency, origin: number, moment: number): number {
  if (unit === 'month') return Math.floor((monthOf(moment) - monthOf(origin)) / every);
  const length = (days[unit] as number) * every;
  // A moment that should lie on a step lies beside it by rounding.
  return Math.floor((moment - origin) / length + 1e-6);
}

/** The moment at which a step begins. Months keep the day of `origin` where they have it. */
export function momentOf({ unit, every }: Frequency, origin: number, step: number): number {
  if (unit !== 'month') return origin + step * (days[unit] as number) * every;
  const first = new Date(origin * DAY_MS);
  const month = monthOf(origin) + step * every;
  const [year, inYear] = [Math.floor(month / 12), ((month % 12) + 12) % 12];
  const last = new Date(Date.UTC(year, inYear + 1, 0)).getUTCDate();
  const isEnd =
    first.getUTCDate() ===
    new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const day = isEnd ? last : Math.min(first.getUTCDate(), last);
  return Date.UTC(year, inYear, day) / DAY_MS + (origin - Math.floor(origin));
}

/** A time, in days or in the unit of a number column, that so many steps always reach and one step less never does. */
export function leastSpan({ unit, every }: Frequency, steps: number): number {
  if (unit === 'month') return 30.436_875 * every * steps - 4;
  return (days[unit] as number) * every * (steps - 0.01);
}

/** Steps of the season that is usual for a frequency; null where there is none. */
export function usualSeason({ unit, every }: Frequency): number | null {
  const whole = (period: number) =>
    Number.isInteger(period / every) && period / every > 1 ? period / every : null;
  switch (unit) {
    case 'second':
      return whole(60);
    case 'minute':
      return whole(1440) ?? whole(60);
    case 'hour':
      return whole(24);
    case 'day':
      return whole(7);
    case 'week':
      return whole(52);
    case 'month':
      return whole(12);
    case 'number':
      return null;
  }
}

/** In words, such as `month` or `15 minutes`. */
export function frequencyText({ unit, every }: Frequency): string {
  const known = unit === 'month' ? { 1: 'month', 3: 'quarter', 12: 'year' }[every] : undefined;
  if (known) return known;
  if (every === 1) return unit === 'number' ? 'step of 1' : unit;
  return unit === 'number' ? `step of ${every}` : `${every} ${unit}s`;
}

/**
 * The frequency of moments (ascending, different from each other): whole months where dates keep their day of the
 * month, else the most frequent distance. Null where fewer than 80 % of the distances are whole steps.
 */
export function findFrequency(moments: Float64Array, isDate: boolean): Frequency | null {
  if (moments.length < 3) return null;
  if (isDate) {
    const months = monthsBetween(moments);
    if (months !== null) return { unit: 'month', every: months };
  }
  const step = mostFrequentDistance(moments);
  let regular = 0;
  for (let i = 1; i < moments.length; i++) {
    const steps = ((moments[i] as number) - (moments[i - 1] as number)) / step;
    if (Math.abs(steps - Math.round(steps)) < 0.01 && Math.round(steps) > 0) regular++;
  }
  if (regular < LEAST_REGULAR * (moments.length - 1)) return null;
  if (!isDate) return { unit: 'number', every: step };
  for (const unit of ['week', 'day', 'hour', 'minute', 'second'] as const) {
    const every = step / (days[unit] as number);
    if (Math.abs(every - Math.round(every)) < 1e-3 && Math.round(every) >= 1)
      return { unit, every: Math.round(every) };
  }
  return null;
}

/** Months of a step where all dates are the same day of the month, or all its last one; null elsewhere. */
function monthsBetween(moments: Float64Array): number | null {
  const dates = Array.from(moments, (moment) => new Date(moment * DAY_MS));
  const isFirst = dates.every((date) => date.getUTCDate() === dates[0]?.getUTCDate());
  const isLast = dates.every((date) => new Date(date.getTime() + DAY_MS).getUTCDate() === 1);
  if (!isFirst && !isLast) return null;
  let step = 0;
  for (let i = 1; i < moments.length; i++) {
    const distance = monthOf(moments[i] as number) - monthOf(moments[i - 1] as number);
    if (distance === 0) return null;
    step = divisor(step, distance);
  }
  return step > 0 ? step : null;
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** Of equally frequent distances the shortest. */
function mostFrequentDistance(moments: Float64Array): number {
  const counts = new Map<string, { distance: number; count: number }>();
  for (let i = 1; i < moments.length; i++) {
    const distance = (moments[i] as number) - (moments[i - 1] as number);
    // Fractions of a day carry rounding; eleven digits tell milliseconds within a century apart.
    const key = distance.toPrecision(7);
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { distance, count: 1 });
  }
  return [...counts.values()].reduce((best, one) =>
    one.count > best.count || (one.count === best.count && one.distance < best.distance) ? one : best,
  ).distance;
}
