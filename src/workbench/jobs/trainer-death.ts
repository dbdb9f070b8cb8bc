// A trainer that died without a word: whether it is started anew, and what is said of it.
import { appendFile } from 'node:fs/promises';
import type { RunRecord } from '../../core/run/record';
import { readLogTail, runFiles } from '../store/run-folder';
import { hasCheckpoint } from '../store/run-store';

const RESTARTS = 3;
const RESTARTS_WITHIN_MS = 5 * 60_000;

/** Counts this death among the times in `deaths`; a run without a checkpoint, or that dies again and again, is not started anew. */
export async function mayRestart(folder: string, deaths: number[]): Promise<boolean> {
  const now = Date.now();
  const recent = deaths.filter((at) => now - at < RESTARTS_WITHIN_MS);
  if (recent.length >= RESTARTS || !(await hasCheckpoint(folder))) return false;
  deaths.splice(0, deaths.length, ...recent, now);
  return true;
}

/** Leaves a line in the run's log. A log that cannot be written does not keep the run from going on. */
export async function noteRestart(folder: string, reason: string): Promise<void> {
  const line = `Hone: the trainer ${reason}; it goes on from the last checkpoint.\n`;
  await appendFile(runFiles(folder).log, line).catch(() => {});
}

/** The error of a run whose trainer was lost; `reason` completes "the trainer …". */
export async function deathReport(folder: string, reason: string): Promise<NonNullable<RunRecord['error']>> {
  const tail = await readLogTail(folder);
  const resumable = await hasCheckpoint(folder);
  return {
    code: 'training-failed',
    message: `The trainer ${reason}.${tail ? ` Its last words: ${tail}` : ''}`,
    place: { file: runFiles(folder).log },
    fix: resumable
      ? 'Resume the run: it goes on from its last checkpoint.'
      : 'Start it again; a smaller batch size or model needs less memory.',
  };
}
