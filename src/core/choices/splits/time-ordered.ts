// The earliest rows train, later ones validate, the latest test.
import { z } from 'zod';
import { nearestCut, requireTimes, spanOf, type Timeline, timelineOf } from './moments-in-order';
import { checkShares, shareParams, sharesOf, type Shares } from './shares';
import { defineSplit, partsByPlace, places } from './split';

interface Gap {
  gap: number;
  gapIn: 'rows' | 'time';
}

export const timeOrdered = defineSplit({
  kind: 'time-ordered',
  title: 'By time',
  help: 'Trains on the earliest rows, validates on later ones and tests on the latest, as in use. Needs the role Time. Rows of one moment stay together; rows without a time are left out. New rows go where their time belongs, so the latest ones test.',
  source: 'sklearn.model_selection.TimeSeriesSplit',
  params: {
    ...shareParams,
    gap: z.number().min(0).max(1e9).default(0).meta({
      title: 'Gap',
      help: 'What is left out before the validation and before the test rows, so that no row is judged right after one that trained.',
    }),
    gapIn: z.enum(['rows', 'time']).default('rows').meta({
      title: 'Gap in',
      help: 'What the gap counts: rows, or time in days of a date column and in the unit of a number column.',
    }),
  },
  check: checkShares,
  create: (settings) => ({
    place(input) {
      const times = requireTimes(input.times);
      const placed = input.known.slice();
      const hasPlaces = placed.some((place) => place <= places.test);
      if (hasPlaces) join(times, settings, placed);
      else cut(timelineOf(times), settings, sharesOf(settings, input), placed);
      return placed;
    },
    parts: partsByPlace,
  }),
});

/** Cuts the rows from the end: test, gap, validation, gap, training. */
function cut(timeline: Timeline, gap: Gap, { validation, test }: Shares, placed: Uint8Array): void {
  const { order } = timeline;
  const rows = order.length;
  const isTested = test > 0;
  const testStart = isTested
    ? nearestCut(timeline, rows - Math.round(rows * test), { above: 0, below: rows })
    : rows;
  const validationEnd = isTested ? endBefore(timeline, testStart, gap) : rows;
  const wanted = validationEnd - Math.max(1, Math.round(rows * validation));
  const validationStart = nearestCut(timeline, wanted, { above: 0, below: validationEnd });
  const trainEnd = endBefore(timeline, validationStart, gap);
  placed.fill(places.nowhere);
  for (let i = 0; i < rows; i++) {
    const row = order[i] as number;
    if (i < trainEnd) placed[row] = places.train;
    else if (i >= testStart) placed[row] = places.test;
    else if (i >= validationStart && i < validationEnd) placed[row] = places.validation;
  }
}

/** Behind the last row that is far enough before the row at `start`. */
function endBefore({ times }: Timeline, start: number, { gap, gapIn }: Gap): number {
  if (gapIn === 'rows') return Math.max(0, start - Math.round(gap));
  let end = start;
  while (end > 0 && (times[start] as number) - (times[end - 1] as number) < gap) end--;
  return end;
}

/** New rows go to the part whose time they fall into; in a gap, nowhere. */
function join(times: Float64Array, { gap }: Gap, placed: Uint8Array): void {
  const part = (wanted: number) => spanOf(times, placed, (place) => place === wanted);
  const [train, validation, test] = [part(places.train), part(places.validation), part(places.test)];
  for (let row = 0; row < placed.length; row++) {
    if (placed[row] !== places.unknown) continue;
    const time = times[row] as number;
    if (time >= test.first) placed[row] = places.test;
    else if (time >= validation.first) {
      const isBehind = gap > 0 && time > validation.last && test.first < Number.POSITIVE_INFINITY;
      placed[row] = isBehind ? places.nowhere : places.validation;
    } else placed[row] = Number.isNaN(time) || (gap > 0 && time > train.last) ? places.nowhere : places.train;
  }
}
