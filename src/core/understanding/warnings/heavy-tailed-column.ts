// Number columns in which a few values are so large that scaling squeezes all others together.
import { figure } from '../../diagnosis/wording';
import type { ColumnProfile } from '../../run/profile';
import { exampleColumn, exampleFacts } from '../example';
import { defineWarning, evidence, listed, mend } from '../warning';
import { isHeavyTailed, spreadOf } from '../tails';

export const heavyTailedColumn = defineWarning({
  id: 'heavy-tailed-column',
  title: 'A few values are far larger than the rest',
  why: 'Mean and deviation follow the largest values, so after z-scores most rows are almost alike and a few are huge. Scaling by quartiles or quantiles keeps the rest apart.',
  needs: ['recipe', 'columns'],
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
  judge({ recipe, columns }) {
    const found = columns
      .map(({ profile }) => profile)
      .filter((profile) => profile.kind === 'number' && isHeavyTailed(profile))
      .sort((a, b) => spreadOf(b) - spreadOf(a));
    const [first] = found;
    if (!first || !scalesByMoments(recipe.prepare.scaler.kind)) return null;
    const names = found.map(({ name }) => name);
    return {
      severity: 'notice',
      text: `${listed(names)} ${names.length === 1 ? 'has' : 'have'} a heavy tail: ${names.length === 1 ? 'its' : `"${first.name}" has its`} most extreme value ${figure(spreadOf(first))} standard deviations from the mean (kurtosis ${figure(first.kurtosis ?? 0)}), and ${farOf(first)} far beyond the quartiles.`,
      columns: names,
      evidence: evidence({
        deviations: spreadOf(first),
        kurtosis: first.kurtosis ?? 0,
        outliers: first.outliers?.count ?? 0,
      }),
      ...mend(recipe, ...wishes),
    };
  },
});

function farOf({ outliers }: ColumnProfile): string {
  const far = outliers?.far ?? 0;
  return far === 1 ? '1 value is' : `${far} values are`;
}

/** Scalers that mean, deviation or the extremes decide. */
function scalesByMoments(kind: string): boolean {
  return ['standardize', 'min-max', 'max-abs', 'none'].includes(kind);
}

const wishes = ['robust-smooth-clip', 'robust', 'quantile-normal', 'quantile'].map((kind) => ({
  remedy: kind.startsWith('robust') ? 'Scale by the quartiles' : 'Scale by quantiles',
  changes: { 'prepare.scaler': kind },
}));
