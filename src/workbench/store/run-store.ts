// The runs of all projects. The folders are the truth; what is kept in memory are the runs of this process.
import { mkdir, readdir, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { HoneError } from '../../core/errors';
import { isOver, type RunRecord, runRecordSchema } from '../../core/run/record';
import { writeJsonDurably } from './durable-file';
import { createJsonWriter, type JsonWriter, readJson } from './json-file';
import { runFiles } from './run-folder';
import { looksLikeRunId } from './run-id';
import { claimRun, ownedElsewhere, releaseRun } from './run-owner';

export interface StoredRun {
  /** Absolute. */
  folder: string;
  record: RunRecord;
}

export interface RunStore {
  /** Makes the folder with run.json and recipe.json. */
  create(folder: string, record: RunRecord): Promise<void>;
  /** Takes a run of an earlier process in hand again. */
  adopt(run: StoredRun): Promise<void>;
  /** The new record is there at once; the promise resolves when it is on disk. */
  update(id: string, change: Partial<RunRecord>): Promise<void>;
  /** Lets go of a run that is over. */
  release(id: string): Promise<void>;
  /** A run that this process has in hand. */
  held(id: string): StoredRun | undefined;
  /** By id, unique beginning of one, or folder. HoneError `run-not-found` otherwise. */
  find(idOrFolder: string): Promise<StoredRun>;
  /** Of one project, newest first. */
  list(projectFolder: string): Promise<RunRecord[]>;
  remove(run: StoredRun): Promise<void>;
}

interface HeldRun extends StoredRun {
  writer: JsonWriter;
}

export function createRunStore(projects: string): RunStore {
  const heldRuns = new Map<string, HeldRun>();
  // A run may lie outside of the projects; its folder is then known by having been used.
  const folders = new Map<string, string>();
  const hold = async ({ folder, record }: StoredRun) => {
    const run: HeldRun = { folder, record, writer: createJsonWriter(runFiles(folder).record) };
    heldRuns.set(record.id, run);
    folders.set(record.id, folder);
    await claimRun(folder);
    await run.writer.write(record);
  };
  const read = async (folder: string): Promise<StoredRun | null> => {
    const held = [...heldRuns.values()].find((run) => run.folder === folder);
    return held ?? readStoredRun(folder);
  };

  return {
    async create(folder, record) {
      await mkdir(path.dirname(folder), { recursive: true });
      await writeJsonDurably(runFiles(folder).recipe, record.recipe);
      await hold({ folder, record });
    },
    adopt: hold,
    async update(id, change) {
      const run = heldRuns.get(id);
      if (!run) return;
      run.record = { ...run.record, ...change };
      if (change.recipe) await writeJsonDurably(runFiles(run.folder).recipe, change.recipe);
      await run.writer.write(run.record);
    },
    async release(id) {
      const run = heldRuns.get(id);
      if (!run) return;
      await run.writer.settled();
      await releaseRun(run.folder);
      heldRuns.delete(id);
    },
    held: (id) => heldRuns.get(id),
    async find(idOrFolder) {
      const held = heldRuns.get(idOrFolder);
      if (held) return held;
      const folder = (await folderOfId(projects, idOrFolder, folders)) ?? path.resolve(idOrFolder);
      const run = await read(folder);
      if (run) return run;
      throw notFound(idOrFolder);
    },
    async list(projectFolder) {
      const names = await readdir(path.join(projectFolder, 'runs')).catch(() => []);
      const found = await Promise.all(names.map((name) => read(path.join(projectFolder, 'runs', name))));
      const records = found.flatMap((run) => (run ? [run.record] : []));
      return records.sort((one, other) => (one.id < other.id ? 1 : -1));
    },
    async remove({ folder, record }) {
      heldRuns.delete(record.id);
      folders.delete(record.id);
      // A folder that the person named may hold more than the run.
      for (const file of Object.values(runFiles(folder))) await rm(file, { recursive: true, force: true });
      await rmdir(folder).catch(() => {});
    },
  };
}

function notFound(text: string): HoneError {
  return new HoneError('run-not-found', `There is no run '${text}'.`, {
    fix: 'Name the id of a run, the unique beginning of one, or the folder of a run.',
  });
}

/** The folder of the run with that id or unique beginning of one; null if the text is none. */
async function folderOfId(
  projects: string,
  text: string,
  known: ReadonlyMap<string, string>,
): Promise<string | null> {
  if (!looksLikeRunId(text)) return null;
  const found = new Map<string, string>();
  for (const [id, folder] of known) if (id.startsWith(text)) found.set(id, folder);
  for (const project of await readdir(projects).catch(() => [])) {
    const runs = path.join(projects, project, 'runs');
    for (const id of await readdir(runs).catch(() => [])) {
      if (id.startsWith(text) && !found.has(id)) found.set(id, path.join(runs, id));
    }
  }
  if (found.size > 1 && !found.has(text)) {
    throw new HoneError('run-not-found', `'${text}' is the beginning of ${found.size} runs.`, {
      fix: `Name one of them: ${[...found.keys()].sort().slice(-5).join(', ')}.`,
    });
  }
  return found.get(text) ?? [...found.values()][0] ?? null;
}

/** Null where the folder holds no run. A run whose process died is shown as what it is. */
export async function readStoredRun(folder: string): Promise<StoredRun | null> {
  const record = await readJson(runFiles(folder).record, runRecordSchema);
  if (!record) return null;
  if (isOver(record.state) || (await ownedElsewhere(folder))) return { folder, record };
  const resumable = await hasCheckpoint(folder);
  return { folder, record: { ...record, state: 'failed', error: interruption(resumable), resumable } };
}

/** Whether a run that ended early can be continued. */
export async function hasCheckpoint(folder: string): Promise<boolean> {
  const names = await readdir(runFiles(folder).checkpoints).catch(() => []);
  return names.some((name) => !name.endsWith('.tmp'));
}

function interruption(resumable: boolean): NonNullable<RunRecord['error']> {
  return {
    code: 'training-failed',
    message: 'Hone ended while this run was training.',
    place: {},
    fix: resumable
      ? 'Resume it: it goes on from its last checkpoint.'
      : 'Start it again with the same recipe.',
  };
}

/** Whether the path names an existing folder. */
export async function isFolder(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null))?.isDirectory() ?? false;
}
