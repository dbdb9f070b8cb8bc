// A column before and after preparation, from its profile alone.
import type { DescribedStep, Distribution, PreparePreview } from '../../../src/core/run/preparation';
import type { ColumnProfile, Profile } from '../../../src/core/run/profile';
import type { RunRecord } from '../../../src/core/run/record';

export function preparationOf(profile: Profile, name: string): PreparePreview {
  const column = profile.columns.find((one) => one.name === name) ?? profile.columns[0];
  if (!column) throw new Error(`no column ${name}`);
  const after = afterOf(column);
  return {
    column: column.name,
    before: beforeOf(column),
    after,
    columns: after.length,
    leftOut: '',
    steps: [
      {
        title: column.type === 'number' ? 'Standardize (z-score)' : 'One-hot',
        columns: [column.name],
        learned: [column.type === 'number' ? 'mean 43.92, deviation 5.46' : `${after.length} categories`],
        learnedFrom: { rows: 224, part: 'training part' },
      },
    ],
    rows: { sampled: profile.rows, all: profile.rows },
  };
}

function beforeOf({ type, top, missing, minimum, maximum, histogram }: ColumnProfile): Distribution {
  if (type === 'number')
    return { kind: 'numbers', missing, isDate: false, minimum, maximum, counts: histogram };
  return { kind: 'values', missing, values: top, others: 0 };
}

function afterOf({ name, type, top, histogram }: ColumnProfile): PreparePreview['after'] {
  if (type === 'number')
    return [
      {
        name,
        distribution: {
          kind: 'numbers',
          missing: 0,
          isDate: false,
          minimum: -2.1,
          maximum: 2.6,
          counts: histogram,
        },
      },
    ];
  return top.map(({ value, count }) => ({
    name: `${name}=${value}`,
    distribution: {
      kind: 'numbers',
      missing: 0,
      isDate: false,
      minimum: 0,
      maximum: 1,
      counts: [344 - count, count],
    },
  }));
}

/** What the steps of a run learned; null before it has begun to train. */
export function fittedSteps({ state }: RunRecord): DescribedStep[] | null {
  if (state === 'queued' || state === 'preparing') return null;
  const learnedFrom = { rows: 224, part: 'training part' };
  return [
    {
      title: 'Median',
      columns: ['bill_length_mm', 'year'],
      learned: ['bill_length_mm: 44.5', 'year: 2008'],
      learnedFrom,
    },
    {
      title: 'Standardize (z-score)',
      columns: ['bill_length_mm', 'year'],
      learned: ['bill_length_mm: mean 43.92, deviation 5.46', 'year: mean 2008, deviation 0.82'],
      learnedFrom,
    },
    { title: 'One-hot', columns: ['island'], learned: ['island: Biscoe, Dream, Torgersen'], learnedFrom },
  ];
}
