// Rows of small classes repeated.
import { lackingClasses } from '../../augmentation/class-rows';
import { collectRows } from '../../augmentation/collect-rows';
import { defineAugmentation, ratio } from './augmentation';

export const randomOver = defineAugmentation({
  kind: 'random-over',
  title: 'Random oversampling',
  help: 'Repeats random rows of the small classes, so that no class is drowned by another. The plain remedy for few rows of a class.',
  source: 'imblearn.over_sampling.RandomOverSampler',
  params: { ratio },
  create: (settings) => ({
    needs: 'classes',
    renews: false,
    augment(rows, random) {
      const lacking = lackingClasses(rows, settings.ratio);
      const into = collectRows(
        rows,
        lacking.reduce((sum, { lacks }) => sum + lacks, 0),
      );
      for (const { rows: members, lacks } of lacking) {
        for (let i = 0; i < lacks; i++) into.copy(members[random.integer(members.length)] as number);
      }
      return { kept: null, added: into.added() };
    },
  }),
});
