// Measures how fast this machine trains: rows per second of an executor on 8,000 rows of 20 features, two hidden layers, Adam.
import { mlp } from '../../core/choices/models/mlp';
import { createRandom } from '../../core/random';
import { defaultRecipe, type Recipe } from '../../core/recipe/recipe';
import type { BenchRow } from '../../core/run/job';
import type { Runtime } from '../runtime/runtime';
import { createExecutor } from '../train/create-executor';
import type { Executor, ExecutorKind } from '../train/executor';
import { planEpoch } from '../train/epoch-plan';
import { chooseExecutor } from '../train/executor-rule';
import { countParameters, initialState } from '../train/state';
import { stepOf } from '../train/step-of';

const ROWS = 8000;
const FEATURES = 20;
const SECONDS = 1.5;

export interface BenchCase {
  hidden: number;
  batchSize: number;
  /** `auto` is what a run of a hundred epochs would choose. */
  executor: ExecutorKind | 'auto';
}

/** Trains for about one and a half seconds after a first epoch (which compiles); the median epoch counts. */
export function measure(runtime: Runtime, { hidden, batchSize, executor: wish }: BenchCase): BenchRow {
  const { ops } = runtime;
  const random = createRandom(1);
  const values = Float32Array.from({ length: ROWS * FEATURES }, () => random.normal());
  const x = ops.tensor2d(values, [ROWS, FEATURES]);
  const y = ops.tensor1d(
    Float32Array.from({ length: ROWS }, (_, i) => ((values[i * FEATURES] as number) > 0 ? 1 : 0)),
  );
  const recipe = recipeOf(hidden);
  const columns = { numbers: FEATURES, categories: [] };
  const definition = stepOf({ recipe, task: 'binary', columns, classes: 2 });
  const state = initialState(definition.network, definition.layout, 1);
  const kind = chooseExecutor({
    backend: runtime.backend,
    wish,
    parameters: countParameters(definition.network),
    batchSize,
    plannedSteps: 100 * Math.ceil(ROWS / batchSize),
  });
  const started = performance.now();
  const executor = createExecutor(runtime, kind, {
    definition,
    x,
    y,
    weights: null,
    batchSize,
    state,
  });
  runEpoch(executor, recipe, 0);
  const firstSeconds = (performance.now() - started) / 1000;
  const times: number[] = [];
  for (let total = 0, epoch = 1; total < SECONDS || times.length < 3; epoch++) {
    const begin = performance.now();
    runEpoch(executor, recipe, epoch);
    times.push((performance.now() - begin) / 1000);
    total += times.at(-1) as number;
  }
  executor.dispose();
  x.dispose();
  y.dispose();
  const median = times.sort((a, b) => a - b)[times.length >> 1] as number;
  return {
    hidden,
    batchSize,
    executor: kind,
    rowsPerSecond: ROWS / median,
    epochSeconds: median,
    firstSeconds,
  };
}

function recipeOf(hidden: number): Recipe {
  const recipe = defaultRecipe('y');
  const model = mlp.schema.parse({ family: 'mlp', hidden: [hidden, hidden], dropout: 0 });
  return { ...recipe, model, training: { ...recipe.training, l2: 0 } };
}

function runEpoch(executor: Executor, recipe: Recipe, epoch: number): void {
  const { steps } = executor;
  const facts = { recipe, epoch, steps, rows: ROWS, classes: null, updates: epoch * steps, losses: [] };
  executor.beginEpoch(planEpoch(facts));
  executor.runSteps(0, steps);
  executor.endEpoch();
}
