// Results of checks that never ran: all is well, or a learning rate that is far too large.
import type { Preflight } from '../../../src/core/run/preflight';
import { setPath } from '../../../src/core/recipe/paths';
import type { Recipe } from '../../../src/core/recipe/recipe';

const good: Preflight['checks'] = [
  ['non-finite-data', 'Every prepared number is finite'],
  ['untrained-loss', 'The untrained loss is as expected'],
  ['gradient-flow', 'Gradients reach every layer'],
  ['few-rows', 'A few rows can be learned by heart'],
  ['unused-inputs', 'The inputs matter'],
].map(([id = '', title = '']) => ({
  id,
  title,
  light: 'green',
  explanation: 'The loss before the first step is 1.14; 1.10 is expected for equal chances of 3 classes.',
  figures: { untrainedLoss: 1.14, expectedLoss: 1.099 },
  remedies: [],
}));

/** A rate above 0.1 gets a red light, one above 0.02 an amber one; above 1 a second check fails with the same remedy. */
export function checksOf(recipe: Recipe): Preflight {
  const rate = recipe.training.learningRate;
  if (rate <= 0.02) return { checks: good, seconds: 0.8 };
  const light = rate > 0.1 ? 'red' : 'amber';
  const fault: Preflight['checks'][number] = {
    id: 'learning-rate',
    title: 'The learning rate is too large',
    light,
    explanation: `At a rate of ${rate} the loss of a handful of rows rose from 1.1 to 37 within 20 steps.`,
    figures: { firstLoss: 1.1, lastLoss: 37.2 },
    remedies: [
      {
        title: 'A tenth of the rate',
        why: 'Smaller steps stay in the valley.',
        changes: { 'training.learning-rate': 0.001 },
      },
    ],
  };
  const second: Preflight['checks'][number] = {
    ...fault,
    id: 'few-rows',
    title: 'A few rows cannot be learned by heart',
    explanation: '30 steps on 32 rows left 100\u00a0% of the loss of a constant.',
  };
  // Proves that the remedy is a valid change.
  setPath(recipe, 'training.learning-rate', 0.001);
  if (rate <= 1) return { checks: [fault, ...good], seconds: 0.9 };
  return { checks: [fault, second, ...good.filter(({ id }) => id !== second.id)], seconds: 0.9 };
}
