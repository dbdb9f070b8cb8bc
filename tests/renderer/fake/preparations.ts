// A column before and after preparation, from its profile alone.
import type { Distribution, PreparePreview } from '../../../src/core/run/preparation';
import type { ColumnProfile, Profile } from '../../../src/core/run/profile';

export function preparationOf(profile: Profile, name: string): PreparePreview {
  const column = profile.columns.find((one) => one.name === name) ?? profile.columns[0];
  if (!column) throw new Error(`no column ${name}`);
  const after = afterOf(column);
  return {
    column: column.name,
    before: beforeOf(column),
    after,
    columns: after.length,
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
  if (type === 'number') return { kind: 'numbers', missing, minimum, maximum, counts: histogram };
  return { kind: 'values', missing, values: top, others: 0 };
}

function afterOf({ name, type, top, histogram }: ColumnProfile): PreparePreview['after'] {
  if (type === 'number')
    return [
      { name, distribution: { kind: 'numbers', missing: 0, minimum: -2.1, maximum: 2.6, counts: histogram } },
    ];
  return top.map(({ value, count }) => ({
    name: `${name}=${value}`,
    distribution: { kind: 'numbers', missing: 0, minimum: 0, maximum: 1, counts: [344 - count, count] },
  }));
}
