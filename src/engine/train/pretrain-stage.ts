// One autoencoder of a pre-training: opened on its inputs, run through the training loop, read out and closed.
import type { InputColumns } from '../../core/choices/models/model';
import { HoneError } from '../../core/errors';
import { createRandom, permutation, streamOf } from '../../core/random';
import type { Recipe } from '../../core/recipe/recipe';
import type { Epoch } from '../../core/run/epoch';
import type { PretrainedStage } from '../../core/run/pretraining';
import { mean } from '../../core/statistics/moments';
import type { Tensor1D, Tensor2D } from '../../core/tensor';
import type { Runtime } from '../runtime/runtime';
import type { Stage } from './autoencoder';
import { autoencoderStep, stageRecipe } from './autoencoder-step';
import { createExecutor } from './create-executor';
import { batchSizeAt } from './epoch-plan';
import type { Executor, ExecutorKind, Snapshot } from './executor';
import { chooseExecutor } from './executor-rule';
import { type FitInput, type FitResult, fit, type Order, type Part } from './fit';
import type { PretrainHooks, PretrainingEnd, PretrainingPoint } from './pretraining-point';
import { snapshotOf, snapshotValues } from './snapshot';
import { countParameters, initialState, type StateValues } from './state';
import type { StepDefinition } from './step';

/** Share of the rows that the autoencoders never train on, to watch the reconstruction and keep its best epoch. */
const HELD_OUT = 0.1;
/** Rows that each epoch is judged by, of the trained and of the held out ones. */
const MOST_ROWS_TO_JUDGE = 2000;

/** An autoencoder with its rows and what is known of it so far. */
export interface StageTraining {
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

/** The rows are split once for the whole pre-training: the same ones are held out from each autoencoder. */
export function openStage(
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

export interface StageRun {
  resume: PretrainingPoint | null;
  onEpoch(epoch: Epoch): void;
  point(rest: Pick<PretrainingPoint, 'progress' | 'state' | 'best'>): PretrainingPoint;
}

export interface StageResult extends Omit<FitResult, 'ended'> {
  ended: PretrainingEnd;
}

/** Throws `training-failed` if no epoch gave a finite error. */
export async function runStage(
  training: StageTraining,
  hooks: PretrainHooks,
  run: StageRun,
): Promise<StageResult> {
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
        run.point({ progress, state: executor.readState(), best: snapshotValues(definition, best) }),
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
      best: snapshotOf(runtime, definition, resume.best),
    },
  };
}

/** The best epoch's encoder; of a stage without one its layers stay as they began. */
export function takeOver(
  { definition, stage }: StageTraining,
  result: StageResult,
  encoder: StateValues,
): void {
  if (result.progress.bestEpoch === 0) return;
  const learned = snapshotValues(definition, result.best);
  for (const { name } of stage.encoder.flatMap((layer) => layer.variables))
    encoder.set(`variable/${name}`, learned.get(`variable/${name}`) as Float32Array);
}

/** What the run's record says of it. */
export function factsOf({ stage, errors }: StageTraining, { progress }: StageResult): PretrainedStage {
  return {
    title: stage.title,
    epochs: progress.epochs,
    bestEpoch: progress.bestEpoch,
    firstLoss: errors[0] ?? null,
    lastLoss: progress.bestEpoch > 0 ? (errors[progress.bestEpoch - 1] ?? null) : null,
    seconds: progress.seconds,
  };
}

/** Gives back everything that was opened for it. */
export function closeStage(
  { ops }: Runtime,
  { x, y, train, heldOut }: StageTraining,
  result: Pick<FitResult, 'best' | 'executor'>,
): void {
  result.best.dispose();
  result.executor.dispose();
  ops.dispose([x, y, train.x, train.y, heldOut.x, heldOut.y]);
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
