// The last steps of a run: diagnosis, tidy folder, closing state, and the news of it.
import { rm } from 'node:fs/promises';
import type { Finding } from '../../core/run/finding';
import type { RunRecord, RunState } from '../../core/run/record';
import type { WorkbenchEvent } from '../contract/events';
import { writeJsonDurably } from '../store/durable-file';
import { readOutcome, runFiles } from '../store/run-folder';
import { hasCheckpoint, type RunStore, type StoredRun } from '../store/run-store';
import { diagnoseRun } from './live-diagnosis';
import type { Training } from './training';

export interface RunClosing {
  store: RunStore;
  emit(event: WorkbenchEvent): void;
  training: Training;
  state: RunState;
  error: RunRecord['error'];
}

/** Never throws: a folder that cannot be written leaves the run failed, with the reason. */
export async function closeRun({ store, emit, training, state, error }: RunClosing): Promise<void> {
  const { id } = training.run().record;
  training.close();
  try {
    const run = training.run();
    if (state === 'cancelled') await discard(run);
    else await tell(run, training, state, emit);
    const early = state === 'failed' || state === 'stopped';
    await store.update(id, { state, error, resumable: early && (await hasCheckpoint(run.folder)) });
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault);
    const report = { code: 'internal', message: `The run's folder cannot be written: ${message}`, place: {} };
    await store.update(id, { state: 'failed', error: error ?? report }).catch(() => {});
  }
  const { record } = training.run();
  await store.release(id).catch(() => {});
  emit({ kind: 'runChanged', record });
}

/** A cancelled run keeps its record and its log, nothing that was learned. */
async function discard({ folder }: StoredRun): Promise<void> {
  const { checkpoints, model, evidence, outcome, diagnosis, telemetry, preflight, split } = runFiles(folder);
  for (const file of [split, checkpoints, model, evidence, outcome, diagnosis, telemetry, preflight]) {
    await rm(file, { recursive: true, force: true });
  }
}

async function tell(
  run: StoredRun,
  training: Training,
  state: RunState,
  emit: RunClosing['emit'],
): Promise<void> {
  const record = { ...run.record, state };
  const findings: Finding[] = await diagnoseRun({ ...run, record }, training.history.epochs());
  await writeJsonDurably(runFiles(run.folder).diagnosis, findings);
  const outcome = await readOutcome(run.folder);
  emit({ kind: 'runDiagnosed', runId: record.id, findings, outcome });
}
