// What a run writes while it goes: its epochs, streamed and on disk, and a checkpoint every ten seconds.
import { mkdirSync } from 'node:fs';
import { plannedPretraining } from '../core/recipe/planned-pretraining';
import { type Epoch, epochSchema } from '../core/run/epoch';
import type { TrainerEvent, TrainJob } from '../core/run/job';
import { type Telemetry, telemetrySchema } from '../core/run/telemetry';
import { type Checkpoint, removeCheckpoint, saveCheckpoint } from '../engine/checkpoint/checkpoint';
import { createEpochStream } from './epoch-stream';
import { runFiles, truncateLines } from './run-files';

const SECONDS_BETWEEN_CHECKPOINTS = 10;

export interface Journal {
  /** `bestEpoch` is the best one so far, 0 in pre-training. */
  epoch(epoch: Epoch, look?: Telemetry | null, bestEpoch?: number): void;
  /** Called after each epoch; `make` only where a checkpoint is due. */
  checkpoint(make: () => Checkpoint): void;
  flush(): void;
  /** A run that is over needs no checkpoint. */
  removeCheckpoint(): void;
}

/** Opens the folder of a run; epochs behind the checkpoint that it goes on from are forgotten. */
export function openJournal(
  { runId, folder, recipe }: TrainJob,
  from: Checkpoint | null,
  send: (event: TrainerEvent) => void,
): Journal {
  const files = runFiles(folder);
  mkdirSync(files.checkpoints, { recursive: true });
  truncateLines(files.metrics, epochSchema, epochsOf(from));
  truncateLines(files.telemetry, telemetrySchema, epochsOf(from));
  const stream = createEpochStream({
    runId,
    file: files.metrics,
    telemetryFile: files.telemetry,
    planned: { pretraining: plannedPretraining(recipe), training: recipe.training.epochs },
    send,
  });
  let saved = performance.now();
  return {
    epoch: stream.add,
    checkpoint(make) {
      if (performance.now() - saved < SECONDS_BETWEEN_CHECKPOINTS * 1000) return;
      stream.flush();
      saveCheckpoint(files.checkpoints, make());
      saved = performance.now();
    },
    flush: () => stream.flush(),
    removeCheckpoint: () => removeCheckpoint(files.checkpoints),
  };
}

/** The epochs of each phase that a checkpoint contains. */
function epochsOf(checkpoint: Checkpoint | null): Record<Epoch['phase'], number> {
  if (!checkpoint) return { pretraining: 0, training: 0 };
  const { progress, pretraining } = checkpoint;
  if (!pretraining) return { pretraining: Number.POSITIVE_INFINITY, training: progress.epochs };
  const before = pretraining.stages.reduce((sum, stage) => sum + stage.epochs, 0);
  return { pretraining: before + progress.epochs, training: 0 };
}
