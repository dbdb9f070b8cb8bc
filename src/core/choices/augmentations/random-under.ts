// Rows of large classes left out.
import { rowsByClass } from '../../augmentation/class-rows';
import { noRows } from '../../augmentation/collect-rows';
import { permutation } from '../../random';
import { defineAugmentation, ratio } from './augmentation';

export const randomUnder = defineAugmentation({
  kind: 'random-under',
  title: 'Random undersampling',
  help: 'Leaves out random rows of the large classes. Trains faster and on balanced classes, but throws data away.',
  source: 'imblearn.under_sampling.RandomUnderSampler',
  params: { ratio },
  create: (settings) => ({
    needs: 'classes',
    renews: false,
    augment(rows, random) {
      const classes = rowsByClass(rows);
      const least = Math.min(...classes.map((one) => one.rows.length));
      const most = Math.floor(least / settings.ratio);
      const kept = classes.flatMap(({ rows: members }) =>
        members.length <= most
          ? [...members]
          : Array.from(permutation(members.length, random).subarray(0, most), (i) => members[i] as number),
      );
      return { kept: Int32Array.from(kept).sort(), added: noRows() };
    },
  }),
});
