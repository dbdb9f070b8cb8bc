// Facts for the examples that every warning carries: a healthy table of 1,000 rows, to be bent as the warning needs it.
import { defaultRecipe } from '../recipe/recipe';
import type { ColumnProfile } from '../run/profile';
import type { Association, TargetFacts } from '../run/understanding';
import type { ColumnFacts, Facts } from './facts';

const rows = 1000;

/** A column of standard normal numbers with a weak association, bent by `profile` and `facts`. */
export function exampleColumn(
  name: string,
  profile: Partial<ColumnProfile> = {},
  facts: Partial<ColumnFacts> = {},
): ColumnFacts {
  const missing = profile.missing ?? 0;
  return {
    profile: {
      ...{ name, type: 'number', kind: 'number', evidence: '' },
      ...{ missing, distinct: rows - missing, minimum: -3.2, maximum: 3.1, mean: 0, deviation: 1, median: 0 },
      ...{ histogram: [], quantiles: [-2.3, -1.6, -0.67, 0, 0.67, 1.6, 2.3], top: [], meanLength: null },
      outliers: { low: -2.7, high: 2.7, count: 7, far: 0, farthest: 1.9 },
      ...{ skewness: 0, kurtosis: 0 },
      ...profile,
    },
    association: exampleAssociation(name, {}),
    missingTells: 0,
    sampled: { known: rows - missing, distinct: rows - missing, runs: rows - missing },
    texts: null,
    after: [],
    ...facts,
  };
}

export function exampleAssociation(column: string, bent: Partial<Association>): Association {
  return {
    column,
    rows,
    ...{ pearson: null, spearman: null, correlationRatio: 0.2, cramersV: null, mutualInformation: 0.05 },
    strength: 0.2,
    alone: 0.1,
    ...bent,
  };
}

/** A column of four classes. */
export function exampleCategory(name: string, facts: Partial<ColumnFacts> = {}): ColumnFacts {
  const profile = { type: 'category', kind: 'category', distinct: 4 } as const;
  const sampled = { known: rows, distinct: 4, runs: 750 };
  const texts = { variants: [], numbers: { rows: 0, known: rows, others: [] } };
  return exampleColumn(name, profile, { sampled, texts, ...facts });
}

const target: TargetFacts = {
  ...{ name: 'target', task: 'binary', known: rows, missing: 0 },
  classes: [
    { name: 'no', count: 520 },
    { name: 'yes', count: 480 },
  ],
  ...{ histogram: [], quantiles: [], minimum: null, maximum: null, mean: null, deviation: null },
  ...{ skewness: null, kurtosis: null },
};

/** A target of normal numbers around 100. */
export const exampleNumbers: TargetFacts = {
  ...target,
  ...{ task: 'regression', classes: [], quantiles: [77, 84, 93, 100, 107, 116, 123] },
  ...{ minimum: 68, maximum: 131, mean: 100, deviation: 10, skewness: 0, kurtosis: 0 },
};

const noRepeats = { rows: 0, groups: 0, examples: [] };

export const exampleFacts: Facts = {
  recipe: defaultRecipe('target'),
  rows,
  target,
  columns: [exampleColumn('a'), exampleColumn('b'), exampleCategory('c')],
  pairs: [{ columns: ['a', 'b'], measure: 'spearman', value: 0.3, pearson: 0.3, rows }],
  repeats: {
    duplicates: noRepeats,
    contradictions: noRepeats,
    rows,
    chance: 1e-9,
    detailed: true,
    pairs: 0,
    uniqueShare: 1,
    shared: null,
  },
  drift: { area: 0.51, pValue: 0.4, rows: 1000, columns: [{ name: 'a', area: 0.51 }] },
  times: [],
};
