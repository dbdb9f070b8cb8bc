// The runs in Hone's home folder, read from their own files: no process needs to start for a list.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunRecord, runRecordSchema } from '../core/run/record';

export interface StoredRun {
  /** Absolute. */
  folder: string;
  record: RunRecord;
}

/** Newest first. Folders without a valid record (half deleted, of a later version) are left out. */
export async function readRunRecords(home: string): Promise<StoredRun[]> {
  const projects = await subfolders(join(home, 'projects'));
  const folders = await Promise.all(projects.map((project) => subfolders(join(project, 'runs'))));
  const runs = await Promise.all(folders.flat().map(readRecord));
  return runs
    .filter((run) => run !== null)
    .sort((one, other) => (one.record.createdAt < other.record.createdAt ? 1 : -1));
}

async function subfolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
}

async function readRecord(folder: string): Promise<StoredRun | null> {
  try {
    const record = runRecordSchema.parse(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')));
    return { folder, record };
  } catch {
    return null;
  }
}
