// Pre-training: trains autoencoders around the hidden layers, one after the other, and hands over what they learned.
import type { InputColumns } from '../../core/choices/models/model';
import { HoneError } from '../../core/errors';
import { createRandom, permutation, streamOf } from '../../core/random';
import type { Recipe } from '../../core/recipe/recipe';
import type { Epoch } from '../../core/run/epoch';
import type { PretrainedStage } from '../../core/run/pretraining';
import { mean } from '../../core/statistics/moments';
import type { Tensor1D, Tensor2D } from '../../core/tensor';
import type { Progress } from '../checkpoint/checkpoint';
import type { Runtime } from '../runtime/runtime';
import { autoencoders, reconstructionError, type Stage } from './autoencoder';
import { createExecutor } from './create-executor';
import { encodeWith } from './encode';
import { batchSizeAt } from './epoch-plan';
import type { Executor, ExecutorKind, Snapshot } from './executor';
import { chooseExecutor } from './executor-rule';
import { type FitInput, type FitResult, fit, type Order, type Part } from './fit';
import { countParameters, initialState, type StateValues } from './state';
import type { StepDefinition } from './step';
import { defineStep } from './step-of';

/** Share of the rows that the autoencoders never train on, to watch the reconstruction and keep its best epoch. */
const HELD_OUT = 0.1;
/** Rows that each epoch is judged by, of the trained and of the held out ones. */
const MOST_ROWS_TO_JUDGE = 2000;

/** A moment within pre-training: what a later process goes on from. */
export interface PretrainingPoint {
  /** Number of the autoencoder in training, from 0. */
  stage: number;
  /** Those before it. */
  stages: readonly PretrainedStage[];
  /** Variables of their encoders, as `variable/…`. */
  encoder: StateValues;
  progress: Progress;
  state: StateValues;
  /** Variables of the best epoch of this autoencoder, in its network's order. */
  best: StateValues;
}

export interface PretrainInput {
  recipe: Recipe;
  columns: InputColumns;
  /** Prepared rows, with and without a target; owned by the caller. */
  rows: Tensor2D;
  resume: PretrainingPoint | null;
}

export interface PretrainHooks {
  /** As in training; `skip` ends pre-training alone. */
  nextOrder(): Promise<Order | 'skip'>;
  /** Epochs count on from one autoencoder to the next. */
  onEpoch(epoch: Epoch, planned: number): void;
  /** After each epoch. */
  onCheckpoint(point: () => PretrainingPoint): void;
}

export interface PretrainResult {
  /** `skipped`: by order; what was learned until then counts. */
  ended: 'planned' | 'skipped' | 'stopped' | 'cancelled';
  /** Variables of the hidden layers, as `variable/…`; those of layers that were not reached are absent. */
  encoder: StateValues;
  stages: readonly PretrainedStage[];
}

/**
 * Trains the recipe's autoencoders on the rows, by its optimizer, rate and batch size. Each keeps its epoch of the
 * lowest error on held out rows. Throws `training-failed` if the error was never a finite number.
 */
export async function pretrain(
  runtime: Runtime,
  input: PretrainInput,
  hooks: PretrainHooks,
): Promise<PretrainResult> {
  const { recipe, columns, resume } = input;
  const all = autoencoders(recipe, columns);
  const encoder: StateValues = new Map(resume?.encoder);
  const stages: PretrainedStage[] = [...(resume?.stages ?? [])];
  const from = resume?.stage ?? 0;
  let inputs = startOf(runtime, all.slice(0, from), encoder, input.rows);
  for (const [number, stage] of all.entries()) {
    if (number < from) continue;
    const training = openStage(runtime, recipe, columns, { number, stage, rows: inputs.rows });
    const before = stages.reduce((sum, one) => sum + one.epochs, 0);
    const planned = all.length * recipe.training.pretraining.epochs;
    const result = await runStage(training, hooks, {
      resume: resume && number === from ? resume : null,
      onEpoch: (epoch) => hooks.onEpoch({ ...epoch, epoch: epoch.epoch + before }, planned),
      point: (rest) => ({ ...rest, stage: number, stages: [...stages], encoder: new Map(encoder) }),
    });
    takeOver(training, result, encoder);
    stages.push(factsOf(training, result));
    const { ended } = result;
    closeStage(runtime, training, result);
    if (ended === 'skipped' || ended === 'stopped' || ended === 'cancelled') {
      inputs.dispose();
      return { ended, encoder, stages };
    }
    const next = number + 1 < all.length ? encodeWith(runtime, stage.encoder, encoder, inputs.rows) : null;
    inputs.dispose();
    if (next) inputs = { rows: next, dispose: () => next.dispose() };
  }
  return { ended: 'planned', encoder, stages };
}

interface StageInputs {
  rows: Tensor2D;
  dispose(): void;
}

/** The inputs of the first stage that is still to be trained. */
function startOf(
  runtime: Runtime,
  done: readonly Stage[],
  encoder: StateValues,
  rows: Tensor2D,
): StageInputs {
  let present: StageInputs = { rows, dispose: () => {} };
  for (const stage of done) {
    const next = encodeWith(runtime, stage.encoder, encoder, present.rows);
    present.dispose();
    present = { rows: next, dispose: () => next.dispose() };
  }
  return present;
}

interface StageTraining {
  runtime: Runtime;
  stage: Stage;
  recipe: Recipe;
  definition: StepDefinition;
  kind: ExecutorKind;
  seed: number;
  x: Tensor2D;
  y: Tensor1D;
  train: Part;
  heldOut: Part;
  /** First and last error on the held out rows. */
  errors: (number | null)[];
  skipped: boolean;
}

/** The step of an autoencoder: the recipe's, with the inputs as aim. */
export function autoencoderStep(recipe: Recipe, columns: InputColumns, stage: Stage): StepDefinition {
  const { kind, corruption, unchanged } = recipe.training.pretraining;
  const definition = defineStep(
    stageRecipe(recipe, 0),
    stage.network,
    reconstructionError(stage.numbers),
    columns,
  );
  return {
    ...definition,
    aim: 'inputs',
    numberInputs: stage.numbers,
    corruption: kind === 'plain' ? 0 : corruption,
    unchanged,
  };
}

/** What of a recipe holds in pre-training: optimizer, rate, schedule, batches, decay and clipping. */
function stageRecipe(recipe: Recipe, stage: number): Recipe {
  const { training } = recipe;
  return {
    ...recipe,
    // Other orders and corruptions than the training that follows, and than the other stages.
    seed: (recipe.seed ^ streamOf(`pretraining-${stage}`)) & 0x7fffffff,
    training: {
      ...training,
      epochs: training.pretraining.epochs,
      sampling: 'shuffle',
      depthFactor: 1,
      l1: 0,
      l2: 0,
      penaltyFactors: [],
      mixup: 0,
      inputNoise: 0,
      featureDropout: 0,
      averaging: { kind: 'none' },
      changes: [],
      earlyStopping: {
        ...training.earlyStopping,
        enabled: false,
        monitor: 'validation-loss',
        smoothing: 0,
        restoreBest: true,
      },
    },
  };
}

function openStage(
  runtime: Runtime,
  recipe: Recipe,
  columns: InputColumns,
  { number, stage, rows }: { number: number; stage: Stage; rows: Tensor2D },
): StageTraining {
  const { ops, backend } = runtime;
  const own = stageRecipe(recipe, number);
  const definition = autoencoderStep(recipe, columns, stage);
  const count = rows.shape[0];
  const order = permutation(count, createRandom(recipe.seed, streamOf('pretraining-rows')));
  const held = Math.max(1, Math.floor(count * HELD_OUT));
  const pick = (from: number, to: number) =>
    ops.tidy(() => ops.gather(rows, ops.tensor1d(order.slice(from, to), 'int32')));
  const x = pick(held, count);
  const trained = count - held;
  const batchSize = batchSizeAt(own, 0, trained);
  const kind = chooseExecutor({
    backend,
    wish: recipe.hardware.executor,
    parameters: countParameters(stage.network),
    batchSize,
    plannedSteps: own.training.epochs * Math.ceil(trained / batchSize),
  });
  return {
    runtime,
    stage,
    recipe: own,
    definition,
    kind,
    seed: recipe.seed,
    x,
    y: ops.zeros([trained]),
    train: partOf(runtime, pick(held, held + Math.min(trained, MOST_ROWS_TO_JUDGE))),
    heldOut: partOf(runtime, pick(0, Math.min(held, MOST_ROWS_TO_JUDGE))),
    errors: [],
    skipped: false,
  };
}

/** Rows as a part whose targets nobody looks at. */
function partOf({ ops }: Runtime, x: Tensor2D): Part {
  const rows = x.shape[0];
  return { x, y: ops.zeros([rows]), targets: new Float32Array(rows), weights: null };
}

interface StageRun {
  resume: PretrainingPoint | null;
  onEpoch(epoch: Epoch): void;
  point(rest: Pick<PretrainingPoint, 'progress' | 'state' | 'best'>): PretrainingPoint;
}

interface StageResult extends Omit<FitResult, 'ended'> {
  ended: PretrainResult['ended'];
}

async function runStage(training: StageTraining, hooks: PretrainHooks, run: StageRun): Promise<StageResult> {
  const { runtime, definition } = training;
  const { resume } = run;
  if (resume) training.errors.push(...resume.progress.losses);
  const result = await fit(fitInput(training, resume), {
    async nextOrder() {
      const order = await hooks.nextOrder();
      if (order === 'skip') training.skipped = true;
      return training.skipped ? 'stop' : (order as Order);
    },
    // A change that is ordered now waits for the training proper.
    takeChanges: () => [],
    onChange() {},
    onEpoch(epoch) {
      training.errors.push(epoch.validationLoss);
      run.onEpoch({ ...epoch, trainMetric: null, validationMetric: null });
    },
    onCheckpoint(progress, executor: Executor, best: Snapshot) {
      hooks.onCheckpoint(() =>
        run.point({ progress, state: executor.readState(), best: valuesOf(definition, best) }),
      );
    },
  });
  const { ended } = result;
  if (ended === 'diverged' && result.progress.bestEpoch === 0) {
    closeStage(runtime, training, result);
    throw diverged(training.recipe);
  }
  const word = ended === 'stopped' && training.skipped ? 'skipped' : ended;
  return { ...result, ended: word === 'early' || word === 'diverged' ? 'planned' : word };
}

function fitInput(training: StageTraining, resume: PretrainingPoint | null): FitInput {
  const { runtime, recipe, definition, kind, seed, stage, x, y, train, heldOut } = training;
  return {
    recipe,
    phase: 'pretraining',
    open: ({ batchSize }, state) =>
      createExecutor(runtime, kind, {
        definition,
        x,
        y,
        weights: null,
        batchSize,
        mixed: recipe.hardware.precision === 'mixed',
        state: state ?? initialState(stage.network, definition.layout, seed),
      }),
    rows: x.shape[0],
    classes: null,
    parameters: countParameters(stage.network),
    train,
    validation: heldOut,
    score: ({ losses }) => ({ loss: mean(losses), metric: Number.NaN }),
    resume: resume && {
      progress: resume.progress,
      state: resume.state,
      best: restore(runtime, definition, resume.best),
    },
  };
}

/** The best epoch's encoder; of a stage without one its layers stay as they began. */
function takeOver({ definition, stage }: StageTraining, result: StageResult, encoder: StateValues): void {
  if (result.progress.bestEpoch === 0) return;
  const learned = valuesOf(definition, result.best);
  for (const { name } of stage.encoder.flatMap((layer) => layer.variables))
    encoder.set(`variable/${name}`, learned.get(`variable/${name}`) as Float32Array);
}

function factsOf({ stage, errors }: StageTraining, { progress }: StageResult): PretrainedStage {
  return {
    title: stage.title,
    epochs: progress.epochs,
    bestEpoch: progress.bestEpoch,
    firstLoss: errors[0] ?? null,
    lastLoss: progress.bestEpoch > 0 ? (errors[progress.bestEpoch - 1] ?? null) : null,
    seconds: progress.seconds,
  };
}

function closeStage(
  { ops }: Runtime,
  { x, y, train, heldOut }: StageTraining,
  result: Pick<FitResult, 'best' | 'executor'>,
): void {
  result.best.dispose();
  result.executor.dispose();
  ops.dispose([x, y, train.x, train.y, heldOut.x, heldOut.y]);
}

function valuesOf({ network }: StepDefinition, { tensors }: Snapshot): StateValues {
  return new Map(
    network.variables.map(({ name }, i) => [
      `variable/${name}`,
      // A copy: the backend may reuse the memory once the tensor is gone.
      Float32Array.from(tensors[i]?.dataSync() as Float32Array),
    ]),
  );
}

function restore({ ops }: Runtime, { network }: StepDefinition, values: StateValues): Snapshot {
  const tensors = network.variables.map(({ name, shape }) =>
    ops.tensor(values.get(`variable/${name}`) as Float32Array, [...shape]),
  );
  return { tensors, dispose: () => ops.dispose(tensors) };
}

function diverged({ training }: Recipe): HoneError {
  return new HoneError(
    'training-failed',
    'The reconstruction error of pre-training was not a finite number from the first epoch on.',
    {
      place: { field: 'training.learning-rate' },
      fix: `Lower the learning rate (it is ${training.learningRate}) and scale the inputs.`,
    },
  );
}
