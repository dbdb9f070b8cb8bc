// New rows between neighbours of a small class.
import { drawPairs, requireNoCodes } from '../../augmentation/between-neighbours';
import { requireNeighbours } from '../../augmentation/class-rows';
import { growClasses } from '../../augmentation/grow-classes';
import { nearestRows } from '../../augmentation/nearest-rows';
import { defineAugmentation, neighbours, ratio } from './augmentation';

const title = 'SMOTE';

export const smote = defineAugmentation({
  kind: 'smote',
  title,
  help: 'Makes rows of the small classes between a row and one of its nearest neighbours of the same class. For number columns; with categories take SMOTE-NC.',
  source: 'Chawla et al. 2002, JAIR 16; imblearn.over_sampling.SMOTE',
  params: { ratio, neighbours },
  create: ({ ratio: wanted, neighbours: count }) => ({
    needs: 'classes',
    renews: false,
    augment(rows, random) {
      requireNoCodes(rows.layout, title);
      return growClasses(rows, { ratio: wanted, columns: rows.layout.width }, (one, add) => {
        requireNeighbours(one, count);
        const found = nearestRows(rows, { of: one.rows, among: one.rows, count });
        for (const pair of drawPairs({ bases: one.rows, neighbours: found, count }, one.lacks, random))
          add(pair);
      });
    },
  }),
});
