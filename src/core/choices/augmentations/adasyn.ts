// SMOTE with more rows where a small class is hard to tell from the others.
import { requireNoCodes } from '../../augmentation/between-neighbours';
import { type ClassRows, requireNeighbours } from '../../augmentation/class-rows';
import { growClasses } from '../../augmentation/grow-classes';
import { nearestRows } from '../../augmentation/nearest-rows';
import type { TrainingRows } from '../../augmentation/training-rows';
import { HoneError } from '../../errors';
import { defineAugmentation, neighbours, ratio } from './augmentation';

const title = 'ADASYN';

export const adasyn = defineAugmentation({
  kind: 'adasyn',
  title,
  help: 'SMOTE that makes the more rows of a row, the more of its neighbours are of other classes: effort goes to what is hard to learn, but also to outliers.',
  source: 'He et al. 2008, IJCNN; imblearn.over_sampling.ADASYN',
  params: { ratio, neighbours },
  create: ({ ratio: wanted, neighbours: count }) => ({
    needs: 'classes',
    renews: false,
    augment(rows, random) {
      requireNoCodes(rows.layout, title);
      return growClasses(rows, { ratio: wanted, columns: rows.layout.width }, (one, add) => {
        requireNeighbours(one, count);
        const made = sharedOut(hardness(rows, one, count), one);
        const found = nearestRows(rows, { of: one.rows, among: one.rows, count });
        const places = [...made].flatMap((times, base) => Array.from({ length: times }, () => base));
        const chosen = places.map(() => random.integer(count));
        for (const [i, base] of places.entries()) {
          const neighbour = found[base * count + (chosen[i] as number)] as number;
          add({ row: one.rows[base] as number, neighbour, step: random.uniform() });
        }
      });
    },
  }),
});

/** Of each row of a class the share of its nearest rows that are of other classes. */
function hardness(rows: TrainingRows, one: ClassRows, count: number): Float64Array {
  const all = Int32Array.from({ length: rows.rows }, (_, row) => row);
  const found = nearestRows(rows, { of: one.rows, among: all, count });
  return Float64Array.from(one.rows, (_, i) => {
    const near = found.subarray(i * count, (i + 1) * count);
    return near.reduce((sum, row) => sum + Number(rows.targets[row] !== one.number), 0) / count;
  });
}

/** How many rows are made of each. Throws where no row of the class has a neighbour of another one. */
function sharedOut(hard: Float64Array, { name, lacks }: ClassRows & { lacks: number }): Int32Array {
  const total = hard.reduce((sum, one) => sum + one, 0);
  const wanted = Int32Array.from(hard, (one) => roundHalfEven((one / total) * lacks));
  if (total > 0 && wanted.some((times) => times > 0)) return wanted;
  throw new HoneError(
    'data-invalid',
    `No row of the class "${name}" has a neighbour of another class, so ADASYN finds none that is hard.`,
    { place: { field: 'augment' }, fix: 'Set augment to smote, or raise augment.neighbours.' },
  );
}

/** To the nearest integer, halves to the even one (`numpy.rint`). */
function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
