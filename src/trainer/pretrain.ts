// The pre-training of a run: on every training row and every row without a target, before the training proper.
import { inputColumns } from '../core/preparation/prepare-rows';
import type { Recipe } from '../core/recipe/recipe';
import type { Epoch } from '../core/run/epoch';
import type { Pretraining } from '../core/run/pretraining';
import type { Tensor2D } from '../core/tensor';
import type { Checkpoint } from '../engine/checkpoint/checkpoint';
import type { Runtime } from '../engine/runtime/runtime';
import { type PretrainResult, pretrain } from '../engine/train/pretrain';
import type { PretrainHooks, PretrainingPoint } from '../engine/train/pretraining-point';
import type { StateValues } from '../engine/train/state';
import { rowsOf } from './assembly';
import type { LoadedData } from './load-data';
import type { Orders } from './orders';

export interface PretrainedRun {
  ended: PretrainResult['ended'];
  /** What the training proper starts from. */
  start: StateValues;
  facts: Pretraining;
}

/** Pre-trains the hidden layers of the recipe's network. Throws `recipe-invalid` for a network without any. */
export async function pretrainRun(
  runtime: Runtime,
  recipe: Recipe,
  data: LoadedData,
  hooks: PretrainHooks,
  resume: PretrainingPoint | null = null,
): Promise<PretrainedRun> {
  const rows = data.unlabelled
    ? (runtime.ops.concat([data.train.x, data.unlabelled], 0) as Tensor2D)
    : data.train.x;
  try {
    const columns = inputColumns(data.preparation);
    const { ended, encoder, stages } = await pretrain(runtime, { recipe, columns, rows, resume }, hooks);
    const facts: Pretraining = {
      epochs: stages.reduce((sum, stage) => sum + stage.epochs, 0),
      rows: rows.shape[0],
      unlabelledRows: rows.shape[0] - rowsOf(data.train),
      skipped: ended === 'skipped',
      stages: [...stages],
    };
    return { ended, start: encoder, facts };
  } finally {
    if (rows !== data.train.x) rows.dispose();
  }
}

/** The hooks of a run: orders, epochs as they come, and a checkpoint whenever one is due. */
export function pretrainHooks(
  orders: Orders,
  told: { epoch(epoch: Epoch, planned: number): void; checkpoint(make: () => Checkpoint): void },
): PretrainHooks {
  return {
    async nextOrder() {
      const order = await orders.next();
      return order === 'stop' && orders.takeSkip() ? 'skip' : order;
    },
    onEpoch: (epoch, planned) => told.epoch(epoch, planned),
    onCheckpoint: (point) => told.checkpoint(() => checkpointOf(point())),
  };
}

function checkpointOf({ progress, state, best, stage, stages, encoder }: PretrainingPoint): Checkpoint {
  const stored = [...best].map(([name, data]) => ({ name, shape: [data.length], data }));
  return { progress, state, best: stored, pretraining: { stage, stages, encoder } };
}

/** Where a checkpoint left pre-training; null where it was over. */
export function pretrainingPoint(checkpoint: Checkpoint | null): PretrainingPoint | null {
  if (!checkpoint?.pretraining) return null;
  const { progress, state, best, pretraining } = checkpoint;
  return {
    ...pretraining,
    progress,
    state,
    best: new Map(best.map(({ name, data }) => [name, data])),
  };
}
