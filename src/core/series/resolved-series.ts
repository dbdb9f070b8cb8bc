// What was understood of a series: stored with the model, so that new files become windows in the same way.
import { z } from 'zod';
import { HoneError } from '../errors';
import { hiddenColumns } from '../preparation/roles';
import { nearest } from '../recipe/nearest';
import type { Recipe } from '../recipe/recipe';
import { type Column, findColumn, isNumeric, type Table } from '../table';
import { findFrequency, type Frequency, frequencySchema, usualSeason } from './frequency';
import { groupRows, momentsOf } from './series-rows';

export const resolvedSeriesSchema = z.strictObject({
  /** Empty: the order of the rows. */
  time: z.string(),
  key: z.string(),
  target: z.string(),
  /** Number columns whose past is in each step. */
  features: z.array(z.string()),
  /** Columns with roles, taken as they stand at the end of the window. */
  carried: z.array(z.string()),
  /** Null takes the rows as they come. */
  frequency: frequencySchema.nullable(),
  aggregate: z.enum(['mean', 'sum', 'last']),
  gaps: z.enum(['previous', 'zero', 'leave']),
  length: z.number().int(),
  horizon: z.number().int(),
  stride: z.number().int(),
  lags: z.array(z.number().int()),
  rolling: z.array(z.number().int()),
  calendar: z.boolean(),
  /** Steps over which differences are taken; 0 takes none. */
  difference: z.number().int(),
});

export type ResolvedSeries = z.output<typeof resolvedSeriesSchema>;

export interface SeriesFound {
  series: ResolvedSeries;
  warnings: string[];
}

/** What the recipe asks for and the table holds; null where series are off. Throws a HoneError naming what does not fit. */
export function resolveSeries(table: Table, recipe: Recipe): SeriesFound | null {
  const { series: settings, data } = recipe;
  if (!settings.enabled) return null;
  const time = timeColumn(table, settings.time === '' ? data.time : settings.time);
  const key = settings.key === '' ? undefined : requireColumn(table, settings.key, 'series.key');
  const target = requireColumn(table, data.target, 'data.target');
  const hidden = hiddenColumns(recipe);
  const roles = [time?.name ?? '', settings.key];
  const visible = table.columns.filter(
    ({ name }) => !roles.includes(name) && (name === data.target || !hidden.has(name)),
  );
  const features = visible
    .filter((column) => isNumeric(column) && column.type !== 'date')
    .map(({ name }) => name);
  const left = visible.filter(({ name }) => !features.includes(name) && name !== data.target);
  const frequency = frequencyOf(table, time, key, settings);
  const carried = [data.weight, data.group, data.part, ...data.id].filter(
    (name) => name !== '' && !roles.includes(name),
  );
  const difference = differenceOf(settings, frequency, isNumeric(target));
  return {
    series: {
      time: time?.name ?? '',
      key: settings.key,
      target: data.target,
      features,
      carried: [...new Set(carried)],
      frequency,
      aggregate: settings.aggregate,
      gaps: settings.gaps,
      length: settings.length,
      horizon: settings.horizon,
      stride: settings.stride,
      lags: settings.lags,
      rolling: settings.rolling,
      calendar: settings.calendar && time?.type === 'date',
      difference,
    },
    warnings: warningsOf(left, time, frequency, settings.frequency),
  };
}

function warningsOf(
  left: readonly Column[],
  time: Column | undefined,
  frequency: Frequency | null,
  wanted: string,
): string[] {
  const names = left.map(({ name }) => `"${name}"`).join(', ');
  return [
    ...(left.length > 0
      ? [
          `Windows hold numbers alone: the ${left.length === 1 ? 'column' : 'columns'} ${names} ${left.length === 1 ? 'is' : 'are'} left out.`,
        ]
      : []),
    ...(frequency === null && wanted === 'auto' && time
      ? [`The moments in "${time.name}" follow no frequency: the rows are taken as they come.`]
      : []),
  ];
}

function requireColumn(table: Table, name: string, field: string): Column {
  const column = findColumn(table, name);
  if (column) return column;
  const near = nearest(
    name,
    table.columns.map((one) => one.name),
  );
  throw new HoneError('column-missing', `The table has no column "${name}".`, {
    place: { column: name, field },
    fix: near ? `Did you mean "${near}"?` : `Name one of its columns in ${field}.`,
  });
}

/** The named column, else the only one of dates; undefined takes the order of the rows. */
function timeColumn(table: Table, name: string): Column | undefined {
  if (name === '') {
    const dates = table.columns.filter(({ type }) => type === 'date');
    return dates.length === 1 ? dates[0] : undefined;
  }
  const column = requireColumn(table, name, 'series.time');
  if (column.type === 'date' || column.type === 'number') return column;
  throw new HoneError(
    'data-invalid',
    `The column "${name}" holds neither dates nor numbers, so it orders no series.`,
    {
      place: { column: name, field: 'series.time' },
      fix: 'Name a column of dates or numbers, or set the type of this one to date.',
    },
  );
}

const unitsOf = { quarter: ['month', 3], year: ['month', 12] } as const;

/** As given, or found over the moments of the series that has most of them. */
function frequencyOf(
  table: Table,
  time: Column | undefined,
  key: Column | undefined,
  { frequency, every }: Recipe['series'],
): Frequency | null {
  if (frequency === 'none') return null;
  if (!time) return { unit: 'number', every: 1 };
  if (frequency === 'auto') {
    const groups = groupRows(table, key).map(({ rows }) => distinctMoments(momentsOf(time, rows)));
    const longest = groups.reduce(
      (best, one) => (one.length > best.length ? one : best),
      new Float64Array(0),
    );
    return findFrequency(longest, time.type === 'date');
  }
  if (time.type !== 'date') {
    throw new HoneError(
      'recipe-invalid',
      `A step of one ${frequency} needs dates, and "${time.name}" holds numbers.`,
      {
        place: { field: 'series.frequency' },
        fix: 'Set series.frequency to auto, or the type of that column to date.',
      },
    );
  }
  const [unit, times] =
    frequency === 'quarter' || frequency === 'year' ? unitsOf[frequency] : ([frequency, 1] as const);
  return { unit, every: times * every };
}

function distinctMoments(moments: Float64Array): Float64Array {
  const sorted = moments.filter(Number.isFinite).sort();
  return sorted.filter((moment, i) => i === 0 || moment !== sorted[i - 1]);
}

function differenceOf(
  { difference, season }: Recipe['series'],
  frequency: Frequency | null,
  isNumber: boolean,
): number {
  if (difference === 'none') return 0;
  if (!isNumber) {
    throw new HoneError('recipe-invalid', 'Differences are taken of numbers, and the target holds none.', {
      place: { field: 'series.difference' },
      fix: 'Set series.difference to none.',
    });
  }
  if (difference === 'step') return 1;
  const steps = season > 0 ? season : frequency && usualSeason(frequency);
  if (steps) return steps;
  throw new HoneError('recipe-invalid', 'No season is usual for the frequency of this series.', {
    place: { field: 'series.season' },
    fix: 'Set series.season to the number of steps after which the series repeats.',
  });
}
