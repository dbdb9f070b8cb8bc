// What each step of a series holds as inputs: values, lags, rolling figures and the calendar, none from later steps.
import type { Frequency } from './frequency';
import type { RegularSeries } from './regular-series';
import type { ResolvedSeries } from './resolved-series';

export interface StepFeature {
  name: string;
  /** Value at each step; NaN where the past does not reach far enough. */
  values: Float64Array;
}

/** The features of every step, in the order of the window's columns. */
export function stepFeatures(series: ResolvedSeries, { filled, moments }: RegularSeries): StepFeature[] {
  const { features, target, difference } = series;
  const own = features.map((name, i): StepFeature => {
    const values = filled[i] as Float64Array;
    return { name, values: name === target && difference > 0 ? changes(values, difference) : values };
  });
  const place = features.indexOf(target);
  const past = place < 0 ? null : (filled[place] as Float64Array);
  return [
    ...own,
    ...(past ? series.lags.map((lag) => ({ name: `${target} lag ${lag}`, values: lagged(past, lag) })) : []),
    ...(past ? series.rolling.flatMap((length) => rollingFeatures(target, past, length)) : []),
    ...(series.calendar ? calendarFeatures(moments, series.frequency) : []),
  ];
}

function lagged(values: Float64Array, lag: number): Float64Array {
  return values.map((_, step) => (step < lag ? Number.NaN : (values[step - lag] as number)));
}

function changes(values: Float64Array, period: number): Float64Array {
  return values.map((value, step) =>
    step < period ? Number.NaN : value - (values[step - period] as number),
  );
}

/** Mean, sample deviation, least and greatest value of the last `length` steps, the present one included. */
function rollingFeatures(name: string, values: Float64Array, length: number): StepFeature[] {
  const over = (what: string, figure: (part: Float64Array) => number): StepFeature => ({
    name: `${name} ${what} of ${length}`,
    values: values.map((_, step) =>
      step < length - 1 ? Number.NaN : figure(values.subarray(step - length + 1, step + 1)),
    ),
  });
  const mean = (part: Float64Array) => part.reduce((sum, value) => sum + value, 0) / part.length;
  return [
    over('mean', mean),
    over('deviation', (part) => {
      const centre = mean(part);
      const squares = part.reduce((sum, value) => sum + (value - centre) ** 2, 0);
      return Math.sqrt(squares / (part.length - 1));
    }),
    over('least', (part) => part.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)),
    over('greatest', (part) => part.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)),
  ];
}

const DAY_MS = 86_400_000;

interface Circle {
  name: string;
  /** Share of the round that is done. */
  turn(moment: number): number;
  /** Units of steps that are shorter than the round. */
  within: readonly Frequency['unit'][];
}

const fine = ['second', 'minute', 'hour'] as const;
const circles: readonly Circle[] = [
  { name: 'hour', turn: (moment) => moment - Math.floor(moment), within: fine },
  {
    name: 'weekday',
    turn: (moment) => ((((Math.floor(moment) + 3) % 7) + 7) % 7) / 7,
    within: [...fine, 'day'],
  },
  {
    name: 'month',
    turn: (moment) => new Date(moment * DAY_MS).getUTCMonth() / 12,
    within: [...fine, 'day', 'week', 'month'],
  },
];

/** Circles that the steps go round, each as sine and cosine; all of them where the steps have no length. */
function calendarFeatures(moments: Float64Array, frequency: Frequency | null): StepFeature[] {
  return circles
    .filter(({ within }) => !frequency || within.includes(frequency.unit))
    .flatMap(({ name, turn }) => {
      const angles = moments.map((moment) => 2 * Math.PI * turn(moment));
      return [
        { name: `${name} sine`, values: angles.map(Math.sin) },
        { name: `${name} cosine`, values: angles.map(Math.cos) },
      ];
    });
}
