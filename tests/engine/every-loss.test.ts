// Every loss trains compiled as it does eagerly, and its training ends below the best constant.
import { beforeAll, describe, expect, it } from 'vitest';
import { losses } from '../../src/core/choices/losses';
import type { Task } from '../../src/core/task';
import type { Runtime } from '../../src/engine/runtime/runtime';
import { lossOf } from '../../src/engine/train/step-of';
import { mean } from '../../src/core/statistics/moments';
import { hasNative, openNativeRuntime } from './native-runtime';
import { largestDifference, type SmallData, smallData, smallRecipe, trainSmall } from './small-training';

interface Case {
  kind: string;
  task: Task;
  params: object;
  output: 'auto' | 'exp' | 'softplus';
}

const plain = losses.flatMap(({ kind, tasks }) =>
  tasks.map((task): Case => ({ kind, task, params: {}, output: 'auto' })),
);
const more: Case[] = [
  { kind: 'cross-entropy', task: 'binary', params: { labelSmoothing: 0.1 }, output: 'auto' },
  { kind: 'cross-entropy', task: 'multiclass', params: { labelSmoothing: 0.1 }, output: 'auto' },
  { kind: 'squared-error', task: 'regression', params: {}, output: 'exp' },
  { kind: 'quantile', task: 'regression', params: { quantiles: [0.9, 0.1] }, output: 'softplus' },
];

describe.skipIf(!hasNative)('compiled losses (needs native TensorFlow)', () => {
  let runtime: Runtime;
  const data = new Map<string, SmallData>();
  beforeAll(async () => {
    runtime = await openNativeRuntime();
    for (const task of ['binary', 'multiclass', 'regression'] as const)
      data.set(task, smallData(runtime, task));
    data.set('positive', smallData(runtime, 'regression', { positive: true }));
  });

  it.each([...plain, ...more])('$kind of $task $params, output $output', ({ kind, task, params, output }) => {
    const recipe = smallRecipe({ training: { loss: { kind, ...params }, output, epochs: 20 } });
    const loss = lossOf(recipe, task);
    const rows = data.get(loss.targetScale === 'positive' ? 'positive' : task) as SmallData;
    const [eager, graph, xla] = (['eager', 'graph', 'xla'] as const).map((executor) =>
      trainSmall(runtime, executor, recipe, rows, 2),
    ) as [ReturnType<typeof trainSmall>, ReturnType<typeof trainSmall>, ReturnType<typeof trainSmall>];
    expect(largestDifference(eager.state, graph.state)).toBeLessThan(1e-5);
    expect(largestDifference(eager.state, xla.state)).toBeLessThan(1e-5);
    for (const other of [graph, xla]) {
      other.evaluation.losses.forEach((value, row) => {
        expect(Math.abs(value - (eager.evaluation.losses[row] as number))).toBeLessThan(2e-5);
      });
    }
    const long = trainSmall(runtime, 'graph', recipe, rows, 20);
    expect(mean(long.evaluation.losses)).toBeLessThan(constantLoss(loss, rows));
  });

  function constantLoss(loss: ReturnType<typeof lossOf>, { targets, y, classes }: SmallData): number {
    const { ops } = runtime;
    const constant = loss.constant(targets, classes);
    return ops.tidy(() => {
      const output = ops.tile(ops.tensor2d([constant]), [targets.length, 1]);
      return mean(loss.perRow(ops, output, y).dataSync());
    });
  }
});
