// SMOTE for rows that hold numbers and categories.
import { drawPairs } from '../../augmentation/between-neighbours';
import { type CategoryNumbers, categoryNumbers, writeCategories } from '../../augmentation/category-numbers';
import { requireNeighbours } from '../../augmentation/class-rows';
import { growClasses } from '../../augmentation/grow-classes';
import { nearestRows } from '../../augmentation/nearest-rows';
import type { TrainingRows } from '../../augmentation/training-rows';
import { HoneError } from '../../errors';
import { quantile } from '../../statistics/quantiles';
import { defineAugmentation, neighbours, ratio } from './augmentation';

export const smoteNc = defineAugmentation({
  kind: 'smote-nc',
  title: 'SMOTE-NC',
  help: 'SMOTE for tables of numbers and categories: a new row takes the category that most neighbours have. Another category counts as far as the median spread of the numbers.',
  source: 'Chawla et al. 2002, section 6.1; imblearn.over_sampling.SMOTENC',
  params: { ratio, neighbours },
  create: ({ ratio: wanted, neighbours: count }) => ({
    needs: 'classes',
    renews: false,
    augment(rows, random) {
      const { layout } = rows;
      requireNumbers(rows);
      const known = categoryNumbers(rows);
      return growClasses(rows, { ratio: wanted, columns: layout.numbers }, (one, add, into) => {
        requireNeighbours(one, count);
        const penalty = medianDeviation(rows, one.rows) ** 2;
        const mixed = { categories: known.values, groups: known.groups, penalty };
        const found = nearestRows(rows, { of: one.rows, among: one.rows, count, mixed });
        for (const pair of drawPairs({ bases: one.rows, neighbours: found, count }, one.lacks, random)) {
          const at = add(pair);
          const near = found.subarray(pair.base * count, (pair.base + 1) * count);
          writeCategories(layout, into.x(), at, (group) => mostFrequent(known, near, group));
        }
      });
    },
  }),
});

function requireNumbers({ layout }: TrainingRows): void {
  if (layout.numbers > 0) return;
  throw new HoneError('recipe-invalid', 'SMOTE-NC needs at least one number column beside the categories.', {
    place: { field: 'augment' },
    fix: 'Set augment to random-over.',
  });
}

/** Median over the number columns of their standard deviations within those rows. */
function medianDeviation({ x, layout }: TrainingRows, rows: Int32Array): number {
  const deviations = Float64Array.from({ length: layout.numbers }, (_, column) => {
    const value = (row: number) => x[row * layout.width + column] as number;
    const mean = rows.reduce((sum, row) => sum + value(row), 0) / rows.length;
    return Math.sqrt(rows.reduce((sum, row) => sum + (value(row) - mean) ** 2, 0) / rows.length);
  });
  return quantile(deviations.sort(), 0.5);
}

/** Of equally frequent categories that of the nearest row. */
function mostFrequent({ values, groups }: CategoryNumbers, near: Int32Array, group: number): number {
  const counts = new Map<number, number>();
  for (const row of near) {
    const category = values[row * groups + group] as number;
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  for (const [category, count] of counts) if (count === most) return category;
  throw new Error('A row without neighbours has no most frequent category');
}
