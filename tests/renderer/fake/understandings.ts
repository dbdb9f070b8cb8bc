// What the fake workbench understands of a table: figures of the profile, and two warnings that change the recipe.
import type { Recipe } from '../../../src/core/recipe/recipe';
import type { Profile } from '../../../src/core/run/profile';
import type { Association, Understanding, Warning } from '../../../src/core/run/understanding';

const association = (column: string, i: number): Association => ({
  column,
  rows: 333,
  pearson: null,
  spearman: null,
  correlationRatio: Math.max(0, 0.92 - i * 0.11),
  cramersV: null,
  mutualInformation: Math.max(0, 0.81 - i * 0.1),
  strength: Math.max(0, 0.92 - i * 0.11),
  alone: i < 3 ? 0.97 - i * 0.2 : null,
});

const warnings = (column: string, ignored: readonly string[]): Warning[] => [
  {
    id: 'leakage',
    title: 'A column says the target nearly alone',
    severity: 'warning',
    text: `A tiny model of ${column} alone predicts held-out rows with a score of 0.97. It may be known only after the event.`,
    columns: [column],
    evidence: [
      { name: 'alone', value: 0.97 },
      { name: 'sampledRows', value: 344 },
    ],
    remedy: `Ignore ${column}`,
    changes: { 'data.ignore': [...ignored, column] },
  },
  {
    id: 'class-imbalance',
    title: 'Classes of unequal size',
    severity: 'notice',
    text: 'The rarest class has 68 rows, 20 % of all.',
    columns: [],
    evidence: [{ name: 'rarestShare', value: 0.1977 }],
    remedy: '',
    changes: {},
  },
];

export function understandingOf(profile: Profile, recipe: Recipe): Understanding {
  const { target } = recipe.data;
  const column = profile.columns.find(({ name }) => name === target);
  const others = profile.columns.filter(({ name }) => name !== target);
  const classes = column?.type !== 'number';
  return {
    rows: profile.rows,
    sampledRows: profile.rows,
    pairedColumns: others.length,
    target: {
      name: target,
      task: classes ? 'multiclass' : 'regression',
      known: profile.rows - (column?.missing ?? 0),
      missing: column?.missing ?? 0,
      classes: classes ? (column?.top ?? []).map(({ value, count }) => ({ name: value, count })) : [],
      histogram: classes ? [] : (column?.histogram ?? []),
      quantiles: [],
      minimum: column?.minimum ?? null,
      maximum: column?.maximum ?? null,
      mean: column?.mean ?? null,
      deviation: column?.deviation ?? null,
      skewness: 0.3,
      kurtosis: -0.2,
    },
    associations: others.map(({ name }, i) => association(name, i)),
    pairs: { columns: [], matrix: [], strongest: [] },
    duplicates: { rows: 3, groups: 2, shared: null, examples: [[4, 17]] },
    contradictions: { rows: 0, groups: 0, examples: [] },
    warnings: warnings(others[0]?.name ?? '', recipe.data.ignore),
    notes: [],
  };
}
