// The runs of all projects in Hone's folder, read from their own files: no process needs to start for a list.
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { homeLayout } from './home';
import { readStoredRun, type StoredRun } from './run-store';

/** Newest first, each in the state that it is really in. Folders without a valid record (half deleted, of a later version) are left out. */
export async function listAllRuns(home: string): Promise<StoredRun[]> {
  const projects = await subfolders(homeLayout(home).projects);
  const folders = await Promise.all(projects.map((project) => subfolders(path.join(project, 'runs'))));
  const runs = await Promise.all(folders.flat().map(readStoredRun));
  return runs
    .filter((run) => run !== null)
    .sort((one, other) => (one.record.createdAt < other.record.createdAt ? 1 : -1));
}

async function subfolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(folder, entry.name));
}
