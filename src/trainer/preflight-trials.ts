// What pre-flight learns by trying: a handful of rows by heart, and the inputs against zeros.
import { undisturbed } from '../core/choices/models';
import type { FewRowsFacts, ZeroedFacts } from '../core/preflight/check';
import { createRandom, permutation, streamOf } from '../core/random';
import type { Recipe } from '../core/recipe/recipe';
import { mean, standardError } from '../core/statistics/moments';
import type { Ops, Tensor1D, Tensor2D } from '../core/tensor';
import { createTrial, type Trial, type TrialBatch } from '../engine/telemetry/trial';
import { type Part, partInMemory } from '../engine/train/judged-part';
import type { StepDefinition } from '../engine/train/step';
import { defineShape, factsOf, rowsOf } from './assembly';
import { disposePart, type LoadedData } from './load-data';
import type { PreflightInput } from './preflight';
import { planTrials, type TrialPlan } from './preflight-plan';

const ROWS = 16;
export interface TrialFacts {
  fewRows: FewRowsFacts | null;
  zeroed: ZeroedFacts | null;
}

/** Null where there are too few rows. */
export function tryOut({ runtime, recipe, data }: PreflightInput): TrialFacts {
  const { train } = data;
  if (rowsOf(train) < ROWS) return { fewRows: null, zeroed: null };
  const definition = defineShape(unhindered(recipe), data);
  const { ops } = runtime;
  const inputs = train.x.shape[1];
  const trial = createTrial({ runtime, definition, rows: ROWS, inputs, seed: recipe.seed });
  const { classes } = factsOf(recipe, data);
  const plan = planTrials(definition.network, recipe);
  const work: TrialWork = { ops, trial, plan, seed: recipe.seed };
  const facts = {
    fewRows: learnFewRows(work, definition, train, classes),
    zeroed: compareWithZeros(work, data),
  };
  trial.dispose();
  return facts;
}

interface TrialWork {
  ops: Ops;
  trial: Trial;
  plan: TrialPlan;
  seed: number;
}

/** The same network and loss with nothing that holds training back. */
export function unhindered(recipe: Recipe): Recipe {
  const { model, training } = recipe;
  return {
    ...recipe,
    model: undisturbed(model),
    training: {
      ...training,
      optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
      lookahead: { ...training.lookahead, enabled: false },
      clipping: { kind: 'none' },
      averaging: { kind: 'none' },
      accumulate: 1,
      depthFactor: 1,
      l1: 0,
      l2: 0,
      weightDecay: 0,
      maxNorm: 0,
      mixup: 0,
      inputNoise: 0,
      featureDropout: 0,
    },
  };
}

function learnFewRows(
  { ops, trial, plan, seed }: TrialWork,
  { loss }: StepDefinition,
  train: Part,
  classes: number,
): FewRowsFacts {
  const rows = mixedRows(train.targets, classes, seed);
  const targets = Float32Array.from(rows, (row) => train.targets[row] as number);
  const batch = takeBatch(ops, train, rows);
  trial.restart();
  const losses: number[] = [];
  while (losses.length < plan.fewRowsSteps) losses.push(trial.step(batch, plan.learningRate));
  const lossOf = (outputs: readonly number[][]) =>
    mean(ops.tidy(() => loss.perRow(ops, ops.tensor2d([...outputs]), batch.y).dataSync() as Float32Array));
  const constant = loss.constant(targets, classes);
  const facts = {
    rows: ROWS,
    steps: losses.length,
    learningRate: plan.learningRate,
    firstLoss: finite(losses[0]),
    lastLoss: finite(losses.at(-1)),
    constantLoss: lossOf(Array.from(targets, () => constant)),
    perfectLoss: lossOf(Array.from(targets, (target) => loss.constant([target], classes))),
  };
  disposeBatch(ops, batch);
  return facts;
}

/** Rows in random order, the classes in turn as far as there are some of each. */
function mixedRows(targets: Float32Array, classes: number, seed: number): Int32Array {
  const order = permutation(targets.length, createRandom(seed, streamOf('few-rows')));
  if (classes === 1) return order.slice(0, ROWS);
  const groups = Array.from({ length: classes }, (): number[] => []);
  for (const row of order) groups[targets[row] as number]?.push(row);
  const rows: number[] = [];
  for (let turn = 0; rows.length < ROWS; turn++)
    for (const group of groups) {
      const row = group[turn];
      if (row !== undefined) rows.push(row);
    }
  return Int32Array.from(rows.slice(0, ROWS));
}

/** Trains twice on the same batches, once with zeros for inputs, and judges both on batches of validation rows. */
function compareWithZeros(work: TrialWork, { train, validation: all }: LoadedData): ZeroedFacts | null {
  const { ops, plan, seed } = work;
  const judged = Math.min(plan.judged, Math.floor(rowsOf(all) / ROWS));
  if (judged < 2) return null;
  const zeros = ops.zeros([ROWS, train.x.shape[1]]) as Tensor2D;
  const order = permutation(rowsOf(train), createRandom(seed, streamOf('trial-order')));
  const validation = partInMemory(all, judged * ROWS);
  const parts = { train, validation, order, judged };
  const given = trainAndJudge(work, { ...parts, zeros: null });
  const zeroed = trainAndJudge(work, { ...parts, zeros });
  zeros.dispose();
  if (validation !== all) disposePart(validation);
  const gains = zeroed.losses.map((loss, i) => loss - (given.losses[i] as number));
  const [givenLoss, zeroedLoss, error] = [mean(given.losses), mean(zeroed.losses), standardError(gains)];
  if (![givenLoss, zeroedLoss, error].every(Number.isFinite)) return null;
  return { steps: given.steps, rows: judged * ROWS, givenLoss, zeroedLoss, error };
}

interface ComparedTraining {
  train: Part;
  validation: Part;
  order: Int32Array;
  /** Batches of validation rows. */
  judged: number;
  /** In place of the inputs. */
  zeros: Tensor2D | null;
}

/** The losses of the judged batches at the better moment, and the steps up to the last one. */
function trainAndJudge(
  { ops, trial, plan }: TrialWork,
  { train, validation, order, judged, zeros }: ComparedTraining,
): { steps: number; losses: number[] } {
  const onBatch = (part: Part, rows: Int32Array, run: (batch: TrialBatch) => number): number => {
    const batch = takeBatch(ops, part, rows);
    const loss = run(zeros ? { ...batch, x: zeros } : batch);
    disposeBatch(ops, batch);
    return loss;
  };
  const judge = () =>
    Array.from({ length: judged }, (_, batch) =>
      onBatch(validation, rowNumbers(batch * ROWS), (rows) => trial.judge(rows)),
    );
  const batches = Math.floor(order.length / ROWS);
  trial.restart();
  let best: number[] = [];
  let done = 0;
  for (const moment of plan.moments) {
    for (; done < moment; done++) {
      const start = (done % batches) * ROWS;
      onBatch(train, order.slice(start, start + ROWS), (batch) => trial.step(batch, plan.learningRate));
    }
    const losses = judge();
    if (best.length === 0 || mean(losses) < mean(best)) best = losses;
  }
  return { steps: done, losses: best };
}

const rowNumbers = (first: number) => Int32Array.from({ length: ROWS }, (_, i) => first + i);

function takeBatch(ops: Ops, { x, y }: Part, rows: Int32Array): TrialBatch {
  const index = ops.tensor1d(rows, 'int32');
  const batch = { x: ops.gather(x, index), y: ops.gather(y, index) as Tensor1D };
  index.dispose();
  return batch;
}

function disposeBatch(ops: Ops, { x, y }: TrialBatch): void {
  ops.dispose([x, y]);
}

const finite = (loss: number | undefined): number | null =>
  loss !== undefined && Number.isFinite(loss) ? loss : null;
