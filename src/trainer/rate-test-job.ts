// The job of a learning-rate range test: one short training in which the rate rises from step to step.
import { dialNames } from '../core/choices/layers/layer';
import type { Recipe } from '../core/recipe/recipe';
import type { Job, TrainerEvent } from '../core/run/job';
import { isBlownUp, RATE_STEPS, testRate } from '../core/run/judge-rate-test';
import type { RatePoint } from '../core/run/rate-test';
import { batchSizeAt, planEpoch } from '../engine/train/epoch-plan';
import type { EpochPlan, Executor } from '../engine/train/executor';
import { executorOpener, rowsOf } from './assembly';
import type { LoadedData } from './load-data';
import { openJob } from './open-job';
import type { Orders } from './orders';
import { stepLoss } from './step-loss';

/** Points between two reports. */
const POINTS_AT_ONCE = 5;

/** Reports each point; ends early when the loss has blown up or it is ordered off. */
export async function testRates(
  job: Extract<Job, { kind: 'rate-test' }>,
  orders: Orders,
  send: (event: TrainerEvent) => void,
): Promise<void> {
  const { recipe } = job;
  const { runtime, data } = await openJob(job, send);
  send({ kind: 'progress', phase: 'compiling', share: null });
  const settled = forTest(recipe);
  const kind = runtime.native ? 'graph' : 'eager';
  // A sample of streamed rows is enough for the few steps of the test.
  const open = executorOpener(runtime, kind, { ...data, streamed: null }, recipe.seed);
  const batchSize = batchSizeAt(settled, 0, rowsOf(data.trained.part));
  const executor = open({ recipe: settled, batchSize, frozen: false }, null);
  const points: RatePoint[] = [];
  let told = 0;
  const tell = () => {
    if (points.length > told) send({ kind: 'rates', points: points.slice(told) });
    told = points.length;
  };
  while (points.length < RATE_STEPS && !isBlownUp(points)) {
    if ((await orders.next()) !== 'go') break;
    points.push(runStep(executor, settled, data, points.length));
    if (points.length - told >= POINTS_AT_ONCE) tell();
  }
  tell();
  executor.dispose();
  send({ kind: 'done', execution: null, rows: null });
}

/** Every step updates by the rate alone. */
function forTest(recipe: Recipe): Recipe {
  const training = {
    ...recipe.training,
    warmup: 0,
    accumulate: 1,
    schedule: { kind: 'constant' } as const,
    averaging: { kind: 'none' } as const,
    changes: [],
  };
  return { ...recipe, training };
}

/** One step of the epochs that a training would run, at the rate of the test. */
function runStep(executor: Executor, recipe: Recipe, data: LoadedData, number: number): RatePoint {
  const { steps } = executor;
  const rows = rowsOf(data.trained.part);
  const epoch = Math.floor(number / steps);
  const step = number % steps;
  const rate = testRate(number);
  const classes = data.target.kind === 'classes' ? data.trained.part.targets : null;
  const plan = planEpoch({ recipe, epoch, steps, rows, classes, updates: number, losses: [] });
  setRate(plan, rate);
  executor.beginEpoch(plan);
  const loss = stepLoss(executor, step, rows);
  return { rate, loss: Number.isFinite(loss) ? loss : null };
}

function setRate({ dials }: EpochPlan, rate: number): void {
  const at = dialNames.indexOf('learningRate');
  for (let i = at; i < dials.length; i += dialNames.length) dials[i] = rate;
}
