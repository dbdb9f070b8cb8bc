// Number columns in which a few values are so large that scaling squeezes all others together.
import { figure } from '../../diagnosis/wording';
import { stepOf } from '../../preparation/column-steps';
import type { Recipe } from '../../recipe/recipe';
import type { ColumnProfile } from '../../run/profile';
import { exampleColumn, exampleFacts } from '../example';
import { defineWarning, evidence, listed, type Mend, mend } from '../warning';
import { isHeavyTailed, spreadOf } from '../tails';

export const heavyTailedColumn = defineWarning({
  id: 'heavy-tailed-column',
  title: 'A few values are far larger than the rest',
  why: 'Mean and deviation follow the largest values, so after z-scores most rows are almost alike and a few are huge. Scaling by quartiles or quantiles keeps the rest apart.',
  needs: ['recipe', 'columns', 'rows'],
  examples: {
    hit: {
      ...exampleFacts,
      columns: [
        exampleColumn('income', {
          ...{ maximum: 60, kurtosis: 200, skewness: 12 },
          outliers: { low: -3, high: 3, count: 80, far: 30, farthest: 45 },
        }),
      ],
    },
    miss: exampleFacts,
  },
  judge({ recipe, columns, rows }) {
    const found = columns
      .map(({ profile }) => profile)
      .filter((profile) => profile.kind === 'number' && isHeavyTailed(profile, rows - profile.missing))
      .filter(({ name }) => byMoments.includes(stepOf(recipe, name).scaler.kind))
      .sort((a, b) => spreadOf(b) - spreadOf(a));
    const [first] = found;
    if (!first) return null;
    const names = found.map(({ name }) => name);
    return {
      severity: 'notice',
      text: `${listed(names)} ${names.length === 1 ? 'has' : 'have'} a heavy tail: ${names.length === 1 ? 'its' : `in "${first.name}" the`} most extreme value is ${figure(spreadOf(first))} standard deviations from the mean (kurtosis ${figure(first.kurtosis ?? 0)}), and ${farOf(first)} far beyond the quartiles.`,
      columns: names,
      evidence: evidence({
        deviations: spreadOf(first),
        kurtosis: first.kurtosis ?? 0,
        outliers: first.outliers?.count ?? 0,
      }),
      ...mend(
        recipe,
        {
          remedy:
            names.length === 1 ? `Scale "${names[0]}" by its quartiles` : 'Scale them by their quartiles',
          changes: robustly(recipe, names),
        },
        { remedy: 'Scale by the quartiles', changes: { 'prepare.scaler': 'robust-smooth-clip' } },
      ),
    };
  },
});

function farOf({ outliers }: ColumnProfile): string {
  const far = outliers?.far ?? 0;
  return far === 1 ? '1 value is' : `${far} values are`;
}

/** Scalers that mean, deviation or the extremes decide. */
const byMoments = ['standardize', 'min-max', 'max-abs', 'none'];

/** An entry for those columns alone; what other entries say of them besides stays. */
function robustly({ prepare }: Recipe, names: readonly string[]): Mend['changes'] {
  const own = { columns: [...names], scaler: { kind: 'robust-smooth-clip' } };
  return { 'prepare.columns': [...prepare.columns, own] };
}
