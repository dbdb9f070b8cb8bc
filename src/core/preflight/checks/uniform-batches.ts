// Batches whose rows all have the same target teach the network that one answer, and the next batch another.
import { offer } from '../../diagnosis/remedy';
import { percent } from '../../diagnosis/wording';
import { defineCheck, green } from '../check';
import { exampleSignals } from '../example';

const MUCH = 0.2;
const MOST = 0.8;
/** Smaller batches are of one class by chance all the time. */
const LEAST_ROWS = 8;

export const uniformBatches = defineCheck({
  id: 'uniform-batches',
  title: 'Batches hold different targets',
  failureTitle: 'Batches hold a single target',
  why: 'A batch of one class pushes every output towards that class. A file that is sorted by its target and not shuffled, or a very rare class, makes such batches.',
  needs: ['recipe', 'batches'],
  examples: {
    hit: { ...exampleSignals, batches: { rows: 32, batches: 40, uniform: 38 } },
    miss: exampleSignals,
  },
  judge({ recipe, batches: { rows, batches, uniform } }) {
    if (rows < LEAST_ROWS || batches === 0) return null;
    const share = uniform / batches;
    const figures = { batchSize: rows, batches, uniformBatches: uniform, uniformShare: share };
    if (share <= MUCH)
      return green(`${batches - uniform} of ${batches} batches hold different targets.`, figures);
    const { sampling, batchSize } = recipe.training;
    return {
      light: share > MOST && sampling === 'file-order' ? 'red' : 'amber',
      explanation: `In ${percent(share)} of the ${batches} batches of ${rows} rows every row has the same target.`,
      figures,
      remedies: [
        ...offer(recipe, 'Shuffle the rows', 'Every batch is then a fair sample.', {
          'training.sampling': sampling === 'file-order' ? 'shuffle' : 'balanced',
        }),
        ...offer(recipe, 'Larger batches', 'More rows see more classes.', {
          'training.batch-size': Math.max(128, batchSize * 4),
        }),
      ],
    };
  },
});
