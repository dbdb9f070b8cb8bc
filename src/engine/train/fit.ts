// The training loop over epochs: run, judge, keep the best, stop when asked or when nothing improves any more.
import type { Schedule } from '../../core/choices/schedules/schedule';
import { createRandom, permutation, streamOf } from '../../core/random';
import type { Recipe } from '../../core/recipe/recipe';
import type { Epoch } from '../../core/run/epoch';
import type { Tensor1D, Tensor2D } from '../../core/tensor';
import type { Progress } from '../checkpoint/checkpoint';
import type { Evaluation, Executor, Snapshot } from './executor';
import { createPace } from './pace';

/** Prepared rows of one part: x [rows, inputs], y [rows], and the targets once more in JavaScript. */
export interface Part {
  x: Tensor2D;
  y: Tensor1D;
  targets: Float32Array;
}

export interface Score {
  loss: number;
  /** Accuracy or R². */
  metric: number;
}

export interface FitInput {
  executor: Executor;
  recipe: Recipe;
  schedule: Schedule;
  /** Number of training rows. */
  rows: number;
  parameters: number;
  /** Training rows to judge by; all or a fixed sample. */
  train: Part;
  validation: Part;
  score(evaluation: Evaluation, targets: Float32Array): Score;
  /** Where an earlier process stopped, with its best variables. */
  resume: { progress: Progress; best: Snapshot } | null;
}

export type Order = 'go' | 'stop' | 'cancel';

export interface FitHooks {
  /** Asked between calls into TensorFlow, about four times a second; waits while paused. */
  nextOrder(): Promise<Order>;
  onEpoch(epoch: Epoch, progress: Progress): void;
  /** After each epoch; the executor's state belongs to `progress`. */
  onCheckpoint(progress: Progress, best: Snapshot): void;
}

export interface FitResult {
  /** Variables of the best epoch; the caller disposes of them. */
  best: Snapshot;
  progress: Progress;
  ended: 'planned' | 'early' | 'diverged' | 'stopped' | 'cancelled';
}

/** Trains until the planned end, early stopping, divergence or an order. The best epoch's variables are kept in every case. */
export async function fit(input: FitInput, hooks: FitHooks): Promise<FitResult> {
  const { executor, recipe } = input;
  const pace = createPace(6 * input.parameters * recipe.training.batchSize);
  const progress: Progress = input.resume?.progress ?? {
    epochs: 0,
    bestEpoch: 0,
    bestLoss: null,
    waited: 0,
    patienceLoss: null,
    seconds: 0,
  };
  let best = input.resume?.best ?? executor.snapshot();

  while (progress.epochs < recipe.training.epochs) {
    const started = performance.now();
    const { order, steps, waited } = await runEpoch(input, hooks, progress.epochs, pace);
    // Stopped within the very first epoch: what it has learned so far is still better than nothing.
    const salvaged = order === 'stop' && progress.epochs === 0 && steps > 0;
    if (order !== 'go' && !salvaged)
      return { best, progress, ended: order === 'stop' ? 'stopped' : 'cancelled' };

    const snapshot = executor.snapshot();
    const epoch = judgeEpoch(input, snapshot, progress.epochs + 1, started + waited);
    const improved = notePatience(progress, epoch, recipe);
    if (improved) {
      best.dispose();
      best = snapshot;
    } else snapshot.dispose();
    hooks.onEpoch(epoch, progress);
    hooks.onCheckpoint(progress, best);
    if (salvaged) return { best, progress, ended: 'stopped' };
    if (epoch.stepLoss === null || epoch.validationLoss === null)
      return { best, progress, ended: 'diverged' };
    const { enabled, patience } = recipe.training.earlyStopping;
    if (enabled && progress.waited >= patience) return { best, progress, ended: 'early' };
  }
  return { best, progress, ended: 'planned' };
}

/** Runs the steps of epoch number `epoch` (from 0) in calls of about a quarter of a second, until done or ordered off. */
async function runEpoch(
  { executor, recipe, rows, schedule }: FitInput,
  hooks: FitHooks,
  epoch: number,
  pace: ReturnType<typeof createPace>,
): Promise<{ order: Order; steps: number; waited: number }> {
  const { steps } = executor;
  /** Milliseconds between the calls, which a pause makes long: no part of the epoch's time. */
  let waited = 0;
  const totalSteps = steps * recipe.training.epochs;
  const rates = Float32Array.from(
    { length: steps },
    (_, i) =>
      recipe.training.learningRate * schedule({ step: epoch * steps + i, stepsPerEpoch: steps, totalSteps }),
  );
  const order = permutation(rows, createRandom(recipe.seed, (streamOf('order') + epoch) | 0));
  executor.beginEpoch({ order, rates });
  for (let from = 0; from < steps; ) {
    const asked = performance.now();
    const next = await hooks.nextOrder();
    waited += performance.now() - asked;
    if (next !== 'go') return { order: next, steps: from, waited };
    const to = Math.min(steps, from + pace.steps());
    const started = performance.now();
    executor.runSteps(from, to);
    pace.learn(to - from, (performance.now() - started) / 1000);
    from = to;
  }
  return { order: 'go', steps, waited };
}

function judgeEpoch(input: FitInput, variables: Snapshot, epoch: number, started: number): Epoch {
  const { executor, recipe, schedule } = input;
  const sums = executor.endEpoch();
  const train = scorePart(input, variables, input.train);
  const validation = scorePart(input, variables, input.validation);
  const lastStep = epoch * executor.steps - 1;
  const factor = schedule({
    step: lastStep,
    stepsPerEpoch: executor.steps,
    totalSteps: executor.steps * recipe.training.epochs,
  });
  return {
    epoch,
    stepLoss: finite(sums.loss),
    trainLoss: finite(train.loss),
    validationLoss: finite(validation.loss),
    trainMetric: finite(train.metric),
    validationMetric: finite(validation.metric),
    learningRate: recipe.training.learningRate * factor,
    gradientNorm: finite(sums.gradientNorm),
    seconds: (performance.now() - started) / 1000,
  };
}

function scorePart({ executor, score }: FitInput, variables: Snapshot, part: Part): Score {
  return score(executor.evaluate(variables, part.x, part.y), part.targets);
}

/** Updates the progress; true if this epoch is the best so far. */
function notePatience(progress: Progress, epoch: Epoch, recipe: Recipe): boolean {
  const loss = epoch.validationLoss;
  progress.epochs = epoch.epoch;
  progress.seconds += epoch.seconds;
  progress.waited += 1;
  if (loss === null) return false;
  if (
    progress.patienceLoss === null ||
    loss < progress.patienceLoss - recipe.training.earlyStopping.minDelta
  ) {
    progress.patienceLoss = loss;
    progress.waited = 0;
  }
  if (progress.bestLoss !== null && loss >= progress.bestLoss) return false;
  progress.bestLoss = loss;
  progress.bestEpoch = epoch.epoch;
  return true;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
