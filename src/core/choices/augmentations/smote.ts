// New rows between neighbours of a small class.
import { addBetween, drawPairs, requireNoCodes } from '../../augmentation/between-neighbours';
import { lackingClasses, requireNeighbours } from '../../augmentation/class-rows';
import { collectRows } from '../../augmentation/collect-rows';
import { nearestRows } from '../../augmentation/nearest-rows';
import { defineAugmentation, neighbours, ratio } from './augmentation';

const title = 'SMOTE';

export const smote = defineAugmentation({
  kind: 'smote',
  title,
  help: 'Makes rows of the small classes between a row and one of its nearest neighbours of the same class. For number columns; with categories take SMOTE-NC.',
  source: 'Chawla et al. 2002, JAIR 16; imblearn.over_sampling.SMOTE',
  params: { ratio, neighbours },
  create: (settings) => ({
    needs: 'classes',
    renews: false,
    augment(rows, random) {
      const { x, layout } = rows;
      requireNoCodes(layout, title);
      const count = settings.neighbours;
      const into = collectRows(rows, 0);
      for (const one of lackingClasses(rows, settings.ratio)) {
        requireNeighbours(one, count);
        const found = nearestRows(rows, { of: one.rows, among: one.rows, count });
        for (const pair of drawPairs({ bases: one.rows, neighbours: found, count }, one.lacks, random)) {
          addBetween(into, { x, width: layout.width, columns: layout.width }, pair);
        }
      }
      return { kept: null, added: into.added() };
    },
  }),
});
