// Measures how fast this machine trains: rows per second of an executor on 8,000 rows of 20 features, two hidden layers, Adam.
import { createChoice } from '../../core/choices/choice';
import { losses } from '../../core/choices/losses';
import type { Loss } from '../../core/choices/losses/loss';
import { mlp } from '../../core/choices/models/mlp';
import { adam } from '../../core/choices/optimizers/adam';
import { createRandom, permutation } from '../../core/random';
import type { BenchRow } from '../../core/run/job';
import type { Runtime } from '../runtime/runtime';
import { createExecutor } from '../train/create-executor';
import type { Executor, ExecutorKind } from '../train/executor';
import { chooseExecutor } from '../train/executor-rule';
import { countParameters, initialState, stateLayout } from '../train/state';
import type { StepDefinition } from '../train/step';

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
  const definition = defineStep(hidden);
  const state = initialState(definition.network, definition.layout, 1);
  const kind = chooseExecutor({
    backend: runtime.backend,
    wish,
    parameters: countParameters(definition.network),
    batchSize,
    plannedSteps: 100 * Math.ceil(ROWS / batchSize),
    drawsRandom: false,
  });
  const started = performance.now();
  const executor = createExecutor(runtime, kind, { definition, x, y, batchSize, state, seed: 1 });
  runEpoch(executor, 0);
  const firstSeconds = (performance.now() - started) / 1000;
  const times: number[] = [];
  for (let total = 0, epoch = 1; total < SECONDS || times.length < 3; epoch++) {
    const begin = performance.now();
    runEpoch(executor, epoch);
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

function defineStep(hidden: number): StepDefinition {
  const network = mlp.build(mlp.schema.parse({ family: 'mlp', hidden: [hidden, hidden], dropout: 0 }), {
    inputs: FEATURES,
    outputs: 1,
  });
  const optimizer = adam.create(adam.schema.parse({ kind: 'adam' }));
  const loss = createChoice<Loss>(losses, { kind: 'cross-entropy' });
  return { network, loss, optimizer, layout: stateLayout(network, optimizer), l1: 0, l2: 0 };
}

function runEpoch(executor: Executor, epoch: number): void {
  const order = permutation(ROWS, createRandom(epoch));
  executor.beginEpoch({ order, rates: new Float32Array(executor.steps).fill(1e-3) });
  executor.runSteps(0, executor.steps);
  executor.endEpoch();
}
