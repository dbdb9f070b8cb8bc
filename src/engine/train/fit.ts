// The training loop over epochs: plan, run, judge, keep the best, stop when asked or when nothing improves any more.
import { dialNames } from '../../core/choices/layers/layer';
import { recipeAt, withChange } from '../../core/recipe/live-changes';
import type { Recipe } from '../../core/recipe/recipe';
import type { Epoch } from '../../core/run/epoch';
import { weightedMean } from '../../core/statistics/moments';
import { freshProgress, type Progress } from '../checkpoint/checkpoint';
import { batchSizeAt, planEpoch, updatesPerEpoch } from './epoch-plan';
import type { Evaluation, Executor, Snapshot } from './executor';
import { evaluatePart, type JudgedPart } from './judged-part';
import { createPace } from './pace';
import { isExhausted, monitoredScore, noteScore } from './patience';
import type { StateValues } from './state';
import type { Windows } from './windows';

export type { Part } from './judged-part';

export interface Score {
  loss: number;
  /** Accuracy or R². */
  metric: number;
}

/** What a compiled step is made for; another shape needs another executor. */
export interface TrainingShape {
  /** As it stands at this epoch. */
  recipe: Recipe;
  batchSize: number;
  /** Whether pre-trained layers keep their weights. */
  frozen: boolean;
}

export interface FitInput {
  recipe: Recipe;
  phase: Epoch['phase'];
  /** An executor of that shape that goes on from a state; null is the beginning. */
  open(shape: TrainingShape, state: StateValues | null): Executor;
  /** Number of training rows. */
  rows: number;
  /** Class numbers of the training rows; null for a regression. */
  classes: Float32Array | null;
  parameters: number;
  /** Where the training rows are read window by window; null: they are all in memory. */
  windows?: Windows | null;
  /** Training rows to judge by; all or a fixed sample. */
  train: JudgedPart;
  validation: JudgedPart;
  score(evaluation: Evaluation, targets: Float32Array): Score;
  /** Where an earlier process stopped, with its best variables. */
  resume: { progress: Progress; state: StateValues; best: Snapshot } | null;
}

export type Order = 'go' | 'stop' | 'cancel';

export interface FitHooks {
  /** Asked between calls into TensorFlow, about four times a second; waits while paused. */
  nextOrder(): Promise<Order>;
  /** Changes ordered since the last epoch; they hold from the next one on. */
  takeChanges(): { path: string; value: number }[];
  /** The recipe with a change recorded. */
  onChange(recipe: Recipe): void;
  onEpoch(epoch: Epoch, progress: Progress, executor: Executor): void;
  /** After each epoch; the executor's state belongs to `progress`. */
  onCheckpoint(progress: Progress, executor: Executor, best: Snapshot): void;
}

export interface FitResult {
  /** Variables of the best epoch; the caller disposes of them. */
  best: Snapshot;
  /** The last executor, for the closing look; the caller disposes of it. */
  executor: Executor;
  progress: Progress;
  /** With every change that was made on the way. */
  recipe: Recipe;
  ended: 'planned' | 'early' | 'diverged' | 'stopped' | 'cancelled';
}

/** The moving parts of a training. */
interface Course {
  recipe: Recipe;
  progress: Progress;
  executor: Executor;
  shape: string;
  best: Snapshot;
  /** Learning rate of the last planned step. */
  rate: number;
  pace: ReturnType<typeof createPace>;
}

/** Trains until the planned end, early stopping, divergence or an order. The best epoch's variables are kept in every case. */
export async function fit(input: FitInput, hooks: FitHooks): Promise<FitResult> {
  const course = begin(input);
  const end = (ended: FitResult['ended']): FitResult => {
    const { best, executor, progress, recipe } = course;
    return { best, executor, progress, recipe, ended };
  };
  const { progress } = course;
  while (progress.epochs < course.recipe.training.epochs) {
    const started = performance.now();
    const recipe = takeUp(course, input, hooks);
    const { order, steps, waited } = await runEpoch(course, input, hooks, recipe);
    // Stopped within the very first epoch: what it has learned so far is still better than nothing.
    const salvaged = order === 'stop' && progress.epochs === 0 && steps > 0;
    if (order !== 'go' && !salvaged) return end(order === 'stop' ? 'stopped' : 'cancelled');

    const epoch = closeEpoch(course, input, recipe, started + waited);
    hooks.onEpoch(epoch, progress, course.executor);
    hooks.onCheckpoint(progress, course.executor, course.best);
    if (salvaged) return end('stopped');
    if (epoch.stepLoss === null || epoch.validationLoss === null) return end('diverged');
    if (isExhausted(progress, recipe)) return end('early');
  }
  return end('planned');
}

function begin(input: FitInput): Course {
  const { recipe, resume } = input;
  const progress = resume?.progress ?? freshProgress();
  const shape = shapeAt(input, recipe, progress.epochs);
  const executor = input.open(shape, resume?.state ?? null);
  return {
    recipe,
    progress,
    executor,
    shape: shapeKey(shape),
    best: resume?.best ?? executor.snapshot(),
    rate: recipe.training.learningRate,
    pace: createPace(6 * input.parameters * shape.batchSize),
  };
}

/** Records changes that were ordered, and takes another executor where the epoch needs one. Returns its recipe. */
function takeUp(course: Course, input: FitInput, hooks: FitHooks): Recipe {
  const { epochs } = course.progress;
  for (const { path, value } of hooks.takeChanges()) {
    course.recipe = withChange(course.recipe, { epoch: epochs, path, value });
    hooks.onChange(course.recipe);
  }
  const shape = shapeAt(input, course.recipe, epochs);
  const key = shapeKey(shape);
  if (key !== course.shape) {
    const state = course.executor.readState();
    const next = input.open(shape, state);
    course.executor.dispose();
    course.executor = next;
    course.shape = key;
  }
  return shape.recipe;
}

function shapeAt({ rows, phase, windows }: FitInput, recipe: Recipe, epoch: number): TrainingShape {
  const present = recipeAt(recipe, epoch);
  const { enabled, frozenEpochs } = present.training.pretraining;
  return {
    recipe: present,
    batchSize: batchSizeAt(present, epoch, windows?.size ?? rows),
    frozen: phase === 'training' && enabled && epoch < frozenEpochs,
  };
}

/** What of a shape the graph depends on: of numbers that are data only whether they are there at all. */
function shapeKey({ recipe, batchSize, frozen }: TrainingShape): string {
  const { training, model } = recipe;
  const dropout = 'dropout' in model ? model.dropout : 0;
  const present = [training.l1, training.l2, training.weightDecay, dropout].map((value) => value > 0);
  return JSON.stringify([batchSize, frozen, ...present]);
}

/** Runs the steps of an epoch in calls of about a quarter of a second, until done or ordered off. */
async function runEpoch(
  course: Course,
  { rows, classes, windows: cut }: FitInput,
  hooks: FitHooks,
  recipe: Recipe,
): Promise<{ order: Order; steps: number; waited: number }> {
  const { executor, progress, pace } = course;
  const { steps } = executor;
  /** Milliseconds between the calls, which a pause makes long: no part of the epoch's time. */
  let waited = 0;
  const { epochs: epoch, updates, losses } = progress;
  const windows = cut ? { windows: cut, batchSize: executor.batchSize } : null;
  const plan = planEpoch({ recipe, epoch, steps, rows, classes, updates, losses, windows });
  course.rate = plan.dials[(steps - 1) * dialNames.length] as number;
  executor.beginEpoch(plan);
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

/** Judges the epoch, notes it in the progress, and keeps its weights, or their average, where they are the best. */
function closeEpoch(course: Course, input: FitInput, recipe: Recipe, started: number): Epoch {
  const { executor, progress } = course;
  const means = executor.endEpoch();
  const present = executor.snapshot();
  const judged = judge(input, executor, present);
  const { averaging, accumulate } = recipe.training;
  const average = averaging.kind === 'none' ? null : executor.snapshot('average');
  const averaged = average && judge(input, executor, average);
  progress.epochs += 1;
  progress.updates += updatesPerEpoch(executor.steps, accumulate);
  progress.losses.push(judged.validationLoss);
  const own = monitoredScore(recipe, judged);
  const other = averaged && monitoredScore(recipe, averaged);
  const takesAverage = other !== null && (own === null || other < own);
  const candidate = takesAverage && average ? average : present;
  if (noteScore(progress, takesAverage ? other : own, recipe)) {
    course.best.dispose();
    course.best = candidate;
  }
  for (const snapshot of [present, average]) if (snapshot && snapshot !== course.best) snapshot.dispose();
  const seconds = (performance.now() - started) / 1000;
  progress.seconds += seconds;
  return {
    epoch: progress.epochs,
    phase: input.phase,
    ...judged,
    stepLoss: finite(means.loss),
    averageLoss: averaged?.validationLoss ?? null,
    lossNoise: finite(means.lossNoise),
    learningRate: course.rate,
    gradientNorm: finite(means.gradientNorm),
    seconds,
  };
}

function judge(input: FitInput, executor: Executor, variables: Snapshot) {
  const scored = (part: JudgedPart): Score => {
    const evaluation = evaluatePart(executor, variables, part);
    const score = input.score(evaluation, part.targets);
    return part.weights ? { ...score, loss: weightedMean(evaluation.losses, part.weights) } : score;
  };
  const train = scored(input.train);
  const validation = scored(input.validation);
  return {
    trainLoss: finite(train.loss),
    validationLoss: finite(validation.loss),
    trainMetric: finite(train.metric),
    validationMetric: finite(validation.metric),
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
