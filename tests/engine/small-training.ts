// Trains a recipe for a few epochs on small seeded data, by any executor: what tests of single choices compare.
import type { InputColumns } from '../../src/core/choices/models/model';
import { createRandom } from '../../src/core/random';
import { type Recipe, recipeSchema } from '../../src/core/recipe/recipe';
import type { Task } from '../../src/core/task';
import type { Tensor1D, Tensor2D } from '../../src/core/tensor';
import type { Runtime } from '../../src/engine/runtime/runtime';
import { createExecutor } from '../../src/engine/train/create-executor';
import { batchSizeAt, planEpoch, updatesPerEpoch } from '../../src/engine/train/epoch-plan';
import type { Evaluation, ExecutorKind } from '../../src/engine/train/executor';
import { initialState, type StateValues } from '../../src/engine/train/state';
import { stepOf } from '../../src/engine/train/step-of';

export interface SmallData {
  task: Task;
  x: Tensor2D;
  y: Tensor1D;
  targets: Float32Array;
  classes: number;
  columns: InputColumns;
}

/** A recipe of tiny network and few steps, with changes of single parts. */
export function smallRecipe(parts: { training?: object; model?: object; seed?: number } = {}): Recipe {
  return recipeSchema.parse({
    seed: parts.seed ?? 4,
    data: { target: 'y' },
    model: { family: 'mlp', hidden: [12, 8], dropout: 0, ...parts.model },
    training: { epochs: 3, batchSize: 32, learningRate: 0.01, l2: 0, ...parts.training },
  });
}

/** Rows of normal numbers whose target depends on them. Regression targets are standard-like, or positive where asked. */
export function smallData(
  { ops }: Runtime,
  task: Task,
  { rows = 150, inputs = 6, positive = false } = {},
): SmallData {
  const random = createRandom(9);
  const values = Float32Array.from({ length: rows * inputs }, () => random.normal());
  const targets = Float32Array.from({ length: rows }, (_, row) => {
    const [a, b, c] = values.subarray(row * inputs) as unknown as [number, number, number];
    const signal = a - 0.5 * b + 0.5 * a * c + 0.2 * random.normal();
    if (task === 'binary') return signal > 0 ? 1 : 0;
    if (task === 'multiclass') return signal > 0.5 ? 2 : signal > -0.5 ? 1 : 0;
    return positive ? Math.exp(signal / 2) : signal;
  });
  return {
    task,
    x: ops.tensor2d(values, [rows, inputs]),
    y: ops.tensor1d(targets),
    targets,
    classes: task === 'regression' ? 1 : task === 'binary' ? 2 : 3,
    columns: { numbers: inputs, categories: [] },
  };
}

export interface SmallResult {
  state: StateValues;
  /** Mean loss of the steps of each epoch. */
  losses: number[];
  /** Of the judged rows, by the last weights. */
  evaluation: Evaluation;
}

/** Trains by that executor and judges the training rows, or others. Nothing but the data stays in TensorFlow. */
export function trainSmall(
  runtime: Runtime,
  kind: ExecutorKind,
  recipe: Recipe,
  data: SmallData,
  epochs = 3,
  judged: Pick<SmallData, 'x' | 'y'> = data,
): SmallResult {
  const { task, columns, classes, x, y, targets } = data;
  const definition = stepOf({ recipe, task, columns, classes });
  const rows = targets.length;
  const executor = createExecutor(runtime, kind, {
    definition,
    x,
    y,
    weights: null,
    batchSize: batchSizeAt(recipe, 0, rows),
    state: initialState(definition.network, definition.layout, recipe.seed),
  });
  const { steps } = executor;
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const updates = epoch * updatesPerEpoch(steps, recipe.training.accumulate);
    const classes = task === 'regression' ? null : targets;
    executor.beginEpoch(planEpoch({ recipe, epoch, steps, rows, classes, updates, losses }));
    executor.runSteps(0, steps);
    losses.push(executor.endEpoch().loss);
  }
  const snapshot = executor.snapshot();
  const evaluation = executor.evaluate(snapshot, judged.x, judged.y);
  const state = executor.readState();
  snapshot.dispose();
  executor.dispose();
  return { state, losses, evaluation };
}

/** Between two states, relative to the larger of 1 and the value. */
export function largestDifference(a: StateValues, b: StateValues): number {
  let largest = 0;
  for (const [name, values] of a) {
    const others = b.get(name);
    if (!others || others.length !== values.length) throw new Error(`The states differ in ${name}`);
    values.forEach((value, i) => {
      const other = others[i] as number;
      const difference = Math.abs(value - other) / Math.max(1, Math.abs(other));
      if (!(difference <= largest)) largest = difference;
    });
  }
  return largest;
}
