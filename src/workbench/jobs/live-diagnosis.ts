// Diagnoses a run from its record, its epochs and the evidence that the trainer left in its folder.
import { diagnose } from '../../core/diagnosis/diagnose';
import type { Epoch } from '../../core/run/epoch';
import type { Finding } from '../../core/run/finding';
import { isOver } from '../../core/run/record';
import { readEvidence } from '../store/run-folder';
import type { StoredRun } from '../store/run-store';

/** Empty until the trainer knows the task, the rows and the baseline, and while there is no epoch. */
export async function diagnoseRun(
  { folder, record }: StoredRun,
  all: readonly Epoch[],
  // A run that failed is never well, however its epochs look.
  over = isOver(record.state) && record.state !== 'failed',
): Promise<Finding[]> {
  const { task, recipe, rows, parameters, metrics, bestEpoch } = record;
  const epochs = all.filter(isTraining);
  const evidence = await readEvidence(folder);
  if (!evidence || !task || !rows || parameters === null || epochs.length === 0) return [];
  const { baseline, validationLossError } = evidence;
  const known = { task, recipe, epochs, bestEpoch, over, rows, parameters, metrics };
  return diagnose({ ...known, baseline, validationLossError });
}

/** Epochs of pre-training say nothing about the target. */
export function isTraining({ phase }: Epoch): boolean {
  return phase === 'training';
}
