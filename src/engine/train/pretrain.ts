// Pre-training: trains autoencoders around the hidden layers, one after the other, and hands over what they learned.
import type { InputColumns } from '../../core/choices/models/model';
import type { Recipe } from '../../core/recipe/recipe';
import type { PretrainedStage } from '../../core/run/pretraining';
import type { Tensor2D } from '../../core/tensor';
import type { Runtime } from '../runtime/runtime';
import { autoencoders, type Stage } from './autoencoder';
import { encodeWith } from './encode';
import { closeStage, factsOf, openStage, runStage, takeOver } from './pretrain-stage';
import type { PretrainHooks, PretrainingEnd, PretrainingPoint } from './pretraining-point';
import type { StateValues } from './state';

export interface PretrainInput {
  recipe: Recipe;
  columns: InputColumns;
  /** Prepared rows, with and without a target; owned by the caller. */
  rows: Tensor2D;
  resume: PretrainingPoint | null;
}

export interface PretrainResult {
  ended: PretrainingEnd;
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
