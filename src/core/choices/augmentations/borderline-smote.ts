// SMOTE for the rows of a small class that lie among other classes.
import { z } from 'zod';
import { type DrawnPair, drawPairs, requireNoCodes } from '../../augmentation/between-neighbours';
import { type ClassRows, requireNeighbours } from '../../augmentation/class-rows';
import { growClasses } from '../../augmentation/grow-classes';
import { nearestRows } from '../../augmentation/nearest-rows';
import type { TrainingRows } from '../../augmentation/training-rows';
import { HoneError } from '../../errors';
import type { Random } from '../../random';
import { defineAugmentation, neighbours, ratio } from './augmentation';

const title = 'Borderline-SMOTE';

export const borderlineSmote = defineAugmentation({
  kind: 'borderline-smote',
  title,
  help: 'SMOTE from those rows alone that are in danger: half or more of their neighbours, but not all, are of other classes. Strengthens the border; a class without such rows stays as it is.',
  source: 'Han et al. 2005; imblearn.over_sampling.BorderlineSMOTE',
  params: {
    ratio,
    neighbours,
    dangerNeighbours: z.number().int().min(2).max(200).default(10).meta({
      title: 'Neighbours for danger',
      help: 'Nearest rows of any class by which it is decided whether a row is in danger.',
      unit: 'rows',
      level: 'expert',
    }),
    variant: z.enum(['borderline-1', 'borderline-2']).default('borderline-1').meta({
      title: 'Variant',
      help: 'Borderline-1 makes rows towards neighbours of the same class, borderline-2 also up to half of the way towards other classes.',
      level: 'expert',
    }),
  },
  create: (settings) => ({
    needs: 'classes',
    renews: false,
    augment(rows, random) {
      const { layout, targets } = rows;
      requireNoCodes(layout, title);
      const all = Int32Array.from({ length: rows.rows }, (_, row) => row);
      const count = settings.neighbours;
      return growClasses(rows, { ratio: settings.ratio, columns: layout.width }, (one, add) => {
        const bases = endangered(rows, one, all, settings.dangerNeighbours);
        if (bases.length === 0) return;
        const isFirst = settings.variant === 'borderline-1';
        if (isFirst) requireNeighbours(one, count);
        else requireRows(rows.rows, count, 'augment.neighbours');
        const found = nearestRows(rows, { of: bases, among: isFirst ? one.rows : all, count });
        const drawn = drawPairs({ bases, neighbours: found, count }, one.lacks, random);
        for (const pair of isFirst ? drawn : shortened(drawn, targets, one.number, random)) add(pair);
      });
    },
  }),
});

/** Rows of a class of whose neighbours half or more, but not all, are of other classes. */
function endangered(rows: TrainingRows, one: ClassRows, all: Int32Array, count: number): Int32Array {
  requireRows(rows.rows, count, 'augment.danger-neighbours');
  const found = nearestRows(rows, { of: one.rows, among: all, count });
  return one.rows.filter((_, i) => {
    const others = found
      .subarray(i * count, (i + 1) * count)
      .reduce((sum, row) => sum + Number(rows.targets[row] !== one.number), 0);
    return others >= count / 2 && others < count;
  });
}

/** Towards rows of other classes at most half of the way. */
function shortened(
  drawn: readonly DrawnPair[],
  targets: Float32Array,
  number: number,
  random: Random,
): DrawnPair[] {
  return drawn.map((pair) =>
    targets[pair.neighbour] === number ? pair : { ...pair, step: pair.step * 0.5 * random.uniform() },
  );
}

function requireRows(rows: number, neighbours: number, field: string): void {
  if (rows > neighbours) return;
  throw new HoneError(
    'data-invalid',
    `${rows} training rows are too few to have ${neighbours} neighbours each.`,
    { place: { field }, fix: `Set ${field} to less than ${rows}.` },
  );
}
