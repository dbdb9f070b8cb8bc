// What pre-flight learns by looking: the prepared values, the first batches, the untrained network, the recipe's first steps.
import type { BatchFacts, FirstStepsFacts, InputFacts } from '../core/preflight/check';
import { featureNames, inputColumns } from '../core/preparation/prepare-rows';
import type { LayerTelemetry } from '../core/run/telemetry';
import type { Untrained } from '../core/run/untrained';
import type { Ops, Tensor } from '../core/tensor';
import { createEagerProbe } from '../engine/telemetry/probe';
import { untrainedFacts } from '../engine/telemetry/untrained';
import { createExecutor } from '../engine/train/create-executor';
import { batchSizeAt, planEpoch } from '../engine/train/epoch-plan';
import type { StateValues } from '../engine/train/state';
import type { StepDefinition } from '../engine/train/step';
import { factsOf, rowsOf } from './assembly';
import type { LookedAt } from './looked-at';
import type { LoadedData } from './load-data';
import type { PreflightInput } from './preflight';
import { planFirstSteps } from './preflight-plan';
import { stepLoss } from './step-loss';

const ROWS_PER_BLOCK = 65_536;
const MOST_ROWS_PER_STEP = 256;

/** The size of the number columns, block by block so that memory stays bounded. */
export function inputFacts(ops: Ops, data: LoadedData): InputFacts {
  const { train, preparation } = data;
  const columns = inputColumns(preparation).numbers;
  const names = featureNames(preparation);
  const rows = rowsOf(train);
  const largest = new Float64Array(columns);
  const squares = new Float64Array(columns);
  const broken = new Float64Array(columns);
  for (let start = 0; start < rows && columns > 0; start += ROWS_PER_BLOCK) {
    const count = Math.min(ROWS_PER_BLOCK, rows - start);
    const [largestHere, squaresHere, brokenHere] = columnSums(ops, train.x, start, count, columns);
    for (let column = 0; column < columns; column++) {
      largest[column] = Math.max(largest[column] as number, largestHere[column] as number);
      squares[column] = (squares[column] as number) + (squaresHere[column] as number);
      broken[column] = (broken[column] as number) + (brokenHere[column] as number);
    }
  }
  const brokenTargets = train.targets.reduce((sum, value) => sum + (Number.isFinite(value) ? 0 : 1), 0);
  const brokenAt = broken.findIndex((count) => count > 0);
  const largestAt = largest.indexOf(Math.max(...largest));
  const squareAt = squares.indexOf(Math.max(...squares));
  return {
    rows,
    notFinite: brokenTargets + broken.reduce((sum, count) => sum + count, 0),
    notFiniteColumn: names[brokenAt] ?? null,
    largest: largest[largestAt] ?? 0,
    largestColumn: names[largestAt] ?? null,
    magnitude: Math.sqrt((squares[squareAt] ?? 0) / rows),
    magnitudeColumn: names[squareAt] ?? null,
  };
}

/** Of the leading columns over a block of rows: largest absolute value, sum of squares, values that are not finite (taken as 0). */
function columnSums(
  ops: Ops,
  x: Tensor,
  start: number,
  count: number,
  columns: number,
): [Float32Array, Float32Array, Float32Array] {
  const sums = ops.tidy(() => {
    const block = ops.slice(x, [start, 0], [count, columns]);
    const finite = ops.isFinite(block);
    const clean = ops.where(finite, block, ops.zerosLike(block));
    return [
      ops.max(ops.abs(clean), 0),
      ops.sum(ops.square(clean), 0),
      ops.sum(ops.cast(ops.logicalNot(finite), 'float32'), 0),
    ];
  });
  const values = sums.map((tensor) => tensor.dataSync() as Float32Array);
  ops.dispose(sums);
  return values as [Float32Array, Float32Array, Float32Array];
}

/** How many batches of the first epoch, as it is planned, hold a single target. */
export function batchFacts({ recipe, data }: Pick<PreflightInput, 'recipe' | 'data'>): BatchFacts {
  const { targets } = data.trained.part;
  const rows = targets.length;
  const batchSize = batchSizeAt(recipe, 0, rows);
  const batches = Math.max(1, Math.floor(rows / batchSize));
  const classes = data.target.kind === 'classes' ? targets : null;
  const { order } = planEpoch({ recipe, epoch: 0, steps: batches, rows, classes, updates: 0, losses: [] });
  let uniform = 0;
  for (let batch = 0; batch < batches; batch++) {
    const members = order.subarray(batch * batchSize, (batch + 1) * batchSize);
    const first = targets[members[0] as number];
    if (members.every((row) => targets[row] === first)) uniform += 1;
  }
  return { rows: batchSize, batches, uniform };
}

/** The recipe's step and the state before the first one. */
export interface Untried extends PreflightInput {
  definition: StepDefinition;
  start: StateValues;
}

/** The untrained network on the rows that are looked at. */
export function untrainedLooks(
  input: Untried,
  { part, batch }: LookedAt,
): { untrained: Untrained; layers: LayerTelemetry[] } {
  const { runtime, recipe, data, definition, start } = input;
  const { classes } = factsOf(recipe, data);
  const plan = firstPlan(input, 1);
  const { ops } = runtime;
  const state = definition.layout.map(({ name, shape, dtype }) =>
    ops.tensor(start.get(name) as Float32Array, [...shape], dtype),
  );
  const probe = createEagerProbe(runtime, definition, batch, recipe.seed);
  const { layers } = probe.look({ state, dials: plan.dials });
  ops.dispose(state);
  return { untrained: untrainedFacts(runtime, definition, part, classes, start), layers };
}

/** A plan with the rate that the recipe names, not lowered by a warm-up or a schedule that begins low. */
function firstPlan({ recipe, data }: PreflightInput, steps: number, rows = rowsOf(data.train)) {
  const schedule = { kind: 'constant' } as const;
  const plain = { ...recipe, training: { ...recipe.training, schedule, warmup: 0, accumulate: 1 } };
  return planEpoch({ recipe: plain, epoch: 0, steps, rows, classes: null, updates: 0, losses: [] });
}

/** The recipe's own steps from the untrained network on, op by op. */
export function takeFirstSteps(input: Untried, looked: LookedAt, constantLoss: number): FirstStepsFacts {
  const { runtime, recipe, definition, start } = input;
  const { x, y, weights } = looked.batch;
  const rows = x.shape[0];
  const batchSize = Math.min(MOST_ROWS_PER_STEP, batchSizeAt(recipe, 0, rows));
  const executor = createExecutor(runtime, 'eager', {
    definition,
    x,
    y,
    weights,
    batchSize,
    state: start,
  });
  const plan = firstPlan(input, executor.steps, rows);
  const steps = planFirstSteps(definition.network, recipe, batchSize);
  const losses: number[] = [];
  while (losses.length < steps) {
    executor.beginEpoch(plan);
    losses.push(stepLoss(executor, losses.length % executor.steps, rows));
  }
  executor.dispose();
  const finite = (loss: number | undefined) => (Number.isFinite(loss) ? (loss as number) : null);
  return {
    steps: losses.length,
    batchSize,
    firstLoss: finite(losses[0]),
    lastLoss: finite(losses.at(-1)),
    constantLoss,
  };
}
