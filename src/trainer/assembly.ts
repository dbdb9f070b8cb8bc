// From a recipe and its loaded data to the step that trains it, and to executors that run the step.
import { inputColumns } from '../core/preparation/prepare-rows';
import { createRandom, permutation, streamOf } from '../core/random';
import type { Recipe } from '../core/recipe/recipe';
import type { Ops } from '../core/tensor';
import type { Runtime } from '../engine/runtime/runtime';
import { createExecutor } from '../engine/train/create-executor';
import { batchSizeAt } from '../engine/train/epoch-plan';
import type { Executor, ExecutorKind, TrainingTensors } from '../engine/train/executor';
import { chooseExecutor, countTimeSteps } from '../engine/train/executor-rule';
import type { FitInput, Part, TrainingShape } from '../engine/train/fit';
import type { JudgedPart } from '../engine/train/judged-part';
import { carryState, countParameters, initialState, type StateValues } from '../engine/train/state';
import type { StepDefinition } from '../engine/train/step';
import { hiddenVariables, type StepFacts, stepOf } from '../engine/train/step-of';
import { createStreamedExecutor } from '../engine/train/streamed-executor';
import type { TrainedPart } from './augment-part';
import { disposePart, type LoadedData, samplePart } from './load-data';

/** Rows of a part. */
export const rowsOf = (part: JudgedPart): number => part.targets.length;

/** All real training rows. */
export function wholeTraining(ops: Ops, { train, streamed }: LoadedData): JudgedPart {
  return streamed ? { ops, ...streamed } : train;
}

/** What `fit` is told of the rows that are trained on. */
export function rowsToFit(data: LoadedData): Pick<FitInput, 'rows' | 'classes' | 'windows'> {
  const { streamed, trained, target } = data;
  const { targets } = streamed ?? trained.part;
  const classes = target.kind === 'classes' ? targets : null;
  return { rows: targets.length, classes, windows: streamed?.windows ?? null };
}

/** Rows of the training part that judge each epoch, so that a large part does not cost a second epoch. */
const MOST_ROWS_TO_JUDGE_TRAINING = 10_000;

/** The training part itself, or a fixed sample of it that is the caller's to dispose of. */
export function judgedSample(ops: Ops, train: Part, seed: number): Part {
  const rows = rowsOf(train);
  if (rows <= MOST_ROWS_TO_JUDGE_TRAINING) return train;
  const order = permutation(rows, createRandom(seed, streamOf('judged-sample')));
  return samplePart(ops, train, order.slice(0, MOST_ROWS_TO_JUDGE_TRAINING).sort());
}

/** What the shapes of a step follow from. */
export type ResolvedData = Pick<LoadedData, 'resolved' | 'preparation' | 'target'>;

/** What a step for this data is made of. */
export function factsOf(recipe: Recipe, data: ResolvedData): StepFacts {
  return {
    recipe,
    task: data.resolved.task,
    columns: inputColumns(data.preparation),
    classes: data.target.kind === 'classes' ? data.target.classes.length : 1,
  };
}

/** The step for the recipe as it stands; frozen layers are the hidden ones, which pre-training trained. */
export function defineShape(recipe: Recipe, data: ResolvedData, frozen = false): StepDefinition {
  const facts = factsOf(recipe, data);
  const definition = stepOf(facts);
  return frozen ? stepOf({ ...facts, frozen: hiddenVariables(definition.network) }) : definition;
}

/** How the recipe's steps run here, by the fixed rule. */
export function executorKindOf(
  { backend }: Runtime,
  recipe: Recipe,
  { network }: StepDefinition,
  rows: number,
): ExecutorKind {
  const batchSize = batchSizeAt(recipe, 0, rows);
  return chooseExecutor({
    backend,
    wish: recipe.hardware.executor,
    parameters: countParameters(network),
    batchSize,
    plannedSteps: recipe.training.epochs * Math.ceil(rows / batchSize),
    timeSteps: countTimeSteps(network),
  });
}

/**
 * Opens executors for the shapes that a run goes through.
 * `start`: values that the first state takes over, such as those of pre-trained layers.
 */
export function executorOpener(
  runtime: Runtime,
  kind: ExecutorKind,
  data: LoadedData,
  seed: number,
  start: StateValues | null = null,
): FitInput['open'] {
  return ({ recipe, batchSize, frozen }: TrainingShape, state: StateValues | null): Executor => {
    const definition = defineShape(recipe, data, frozen);
    const { network, layout } = definition;
    const known = state ?? start;
    const open = (tensors: TrainingTensors) =>
      createExecutor(runtime, kind, {
        definition,
        ...tensors,
        batchSize,
        mixed: recipe.hardware.precision === 'mixed',
        state: known ? carryState(known, network, layout, seed) : initialState(network, layout, seed),
      });
    if (data.streamed) return createStreamedExecutor({ ops: runtime.ops, rows: data.streamed, open });
    const rows = trainingRows(runtime.ops, data.trained);
    const executor = open(rows.tensors());
    return {
      ...executor,
      beginEpoch(plan) {
        if (rows.turnTo(plan.epoch)) executor.setRows(rows.tensors());
        executor.beginEpoch(plan);
      },
      dispose() {
        executor.dispose();
        rows.dispose();
      },
    };
  };
}

/** The tensors of the rows that an executor trains on, epoch by epoch. */
function trainingRows(ops: Ops, { part: first, renewed }: TrainedPart) {
  const weigh = ({ weights }: Part) => weights && ops.tensor1d(weights);
  let present = { epoch: 0, part: first, weights: weigh(first) };
  const release = () => {
    present.weights?.dispose();
    if (present.part !== first) disposePart(present.part);
  };
  return {
    tensors: (): TrainingTensors => ({ x: present.part.x, y: present.part.y, weights: present.weights }),
    /** Whether the epoch has rows of its own. */
    turnTo(epoch: number): boolean {
      if (!renewed || epoch === present.epoch) return false;
      release();
      const part = epoch === 0 ? first : renewed(epoch);
      present = { epoch, part, weights: weigh(part) };
      return true;
    },
    dispose: release,
  };
}
