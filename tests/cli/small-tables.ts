// Small tables with a pattern that a model can learn, the same at every call.
import { createRandom } from '../../src/core/random';

export type TableTask = 'regression' | 'binary' | 'multiclass';

const classNames = { binary: ['no', 'yes'], multiclass: ['low', 'middle', 'high'] } as const;

/** CSV text with the columns a, b (numbers), c (category) and y. */
export function smallTable(task: TableTask, rows = 120): string {
  const random = createRandom(7);
  const lines = Array.from({ length: rows }, (_, row) => {
    const [a, b] = [random.normal(), random.normal()];
    const c = row % 3 === 0 ? 'red' : 'blue';
    const score = 2 * a - b + (c === 'red' ? 1 : 0);
    return [a.toFixed(4), b.toFixed(4), c, targetText(task, score)].join(',');
  });
  return ['a,b,c,y', ...lines, ''].join('\n');
}

function targetText(task: TableTask, score: number): string {
  if (task === 'regression') return (10 + 3 * score).toFixed(4);
  if (task === 'binary') return classNames.binary[score > 0.3 ? 1 : 0];
  return classNames.multiclass[score < -0.8 ? 0 : score < 1.2 ? 1 : 2];
}
