// What can be done with runs: start, steer, read, remove.
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { HoneError } from '../core/errors';
import type { Recipe } from '../core/recipe/recipe';
import type { Epoch } from '../core/run/epoch';
import type { Finding } from '../core/run/finding';
import type { Outcome } from '../core/run/outcome';
import type { Preflight } from '../core/run/preflight';
import { isOver, queuedRun, type RunRecord } from '../core/run/record';
import type { Telemetry } from '../core/run/telemetry';
import type { WorkbenchEvent } from './contract/events';
import { diagnoseRun } from './jobs/live-diagnosis';
import type { RunCommand, Supervisor } from './jobs/supervisor';
import { withBest } from './jobs/training';
import type { Workload } from './jobs/workload';
import { knownFingerprint } from '../data/cache/known-files';
import { fingerprintFile } from './store/fingerprint';
import { cacheFolder, ensureProject, projectFolder } from './store/projects';
import { readEpochs, readFindings, readOutcome, readPreflight, readTelemetry } from './store/run-folder';
import { newRunId } from './store/run-id';
import { hasCheckpoint, type RunStore, type StoredRun } from './store/run-store';

export interface StartRunInput {
  data: string;
  /** A separate test file. */
  test: string | null;
  recipe: Recipe;
  /** A new or empty folder for the run; null puts it into the project of the data. */
  folder: string | null;
}

export interface WholeRun extends StoredRun {
  epochs: Epoch[];
  /** Number of the last batch contained in `epochs`; −1 if none. */
  seq: number;
  findings: Finding[];
  outcome: Outcome | null;
  telemetry: Telemetry[];
  preflight: Preflight | null;
}

export interface RunService {
  start(input: StartRunInput): Promise<RunRecord>;
  waitFor(runId: string): Promise<RunRecord>;
  control(runId: string, command: RunCommand): Promise<RunRecord>;
  /** Changes a value of a run that is training, from its next epoch on. */
  change(runId: string, path: string, value: number): Promise<RunRecord>;
  read(idOrFolder: string): Promise<WholeRun>;
  /** Newest first. */
  list(dataFile: string): Promise<RunRecord[]>;
  remove(runId: string): Promise<void>;
}

export interface RunServiceOptions {
  projects: string;
  store: RunStore;
  supervisor: Supervisor;
  workload: Workload;
  emit(event: WorkbenchEvent): void;
}

export function createRunService(options: RunServiceOptions): RunService {
  const { projects, store, supervisor, emit } = options;
  return {
    async start({ data, test, recipe, folder }) {
      const id = newRunId();
      return asWork(options, id, async () => {
        const source = await describeSource(projects, data, test);
        const runFolder = folder
          ? await emptyFolder(folder)
          : path.join(await ensureProject(projects, source.path, source.fingerprint), 'runs', id);
        const record = queuedRun({ id, createdAt: new Date().toISOString(), recipe, source });
        await store.create(runFolder, record);
        emit({ kind: 'runChanged', record });
        await supervisor.start({ folder: runFolder, record }, false);
        return store.held(id)?.record ?? record;
      });
    },
    async waitFor(runId) {
      await supervisor.ended(runId);
      return (await store.find(runId)).record;
    },
    async control(runId, command) {
      const run = await store.find(runId);
      const { id } = run.record;
      if (store.held(id)) supervisor.control(id, command);
      else if (command === 'resume') await asWork(options, id, () => resumeStored(run, store, supervisor));
      else if (!isOver(run.record.state)) throw elsewhere();
      else if (command === 'pause') throw notTraining();
      return store.held(id)?.record ?? run.record;
    },
    async change(runId, path, value) {
      const { record } = await store.find(runId);
      supervisor.change(record.id, path, value);
      return store.held(record.id)?.record ?? record;
    },
    async read(idOrFolder) {
      const stored = await store.find(idOrFolder);
      const history = supervisor.history(stored.record.id);
      const { folder, record } = history ? withBest(stored, history) : stored;
      const seq = history?.seq() ?? -1;
      const epochs = history ? [...history.epochs()] : await readEpochs(folder);
      const telemetry = history ? [...history.telemetry()] : await readTelemetry(folder);
      const [written, outcome, preflight] = await Promise.all([
        readFindings(folder),
        readOutcome(folder),
        readPreflight(folder),
      ]);
      // A run that was cut off has not been diagnosed yet; one under way is so by events.
      const findings = written ?? (history ? [] : await diagnoseRun({ folder, record }, epochs));
      return { folder, record, epochs, seq, findings, outcome, telemetry, preflight };
    },
    list: (dataFile) => store.list(projectFolder(projects, dataFile)),
    async remove(runId) {
      const run = await store.find(runId);
      if (store.held(run.record.id)) {
        throw new HoneError('request-invalid', 'This run is still training.', { fix: 'Cancel it first.' });
      }
      if (!isOver(run.record.state)) throw elsewhere();
      await store.remove(run);
      emit({ kind: 'runRemoved', runId: run.record.id });
    },
  };
}

/** Counts a run as work from before it begins until it is over. */
async function asWork<Result>(
  { workload, supervisor }: RunServiceOptions,
  id: string,
  begin: () => Promise<Result>,
): Promise<Result> {
  const leave = workload.enter({ what: 'A training', alone: false });
  try {
    return await begin();
  } finally {
    // At once where it did not begin.
    void supervisor.ended(id).then(leave, leave);
  }
}

/** A run that failed or was stopped goes on from its checkpoint, as a run in hand. */
async function resumeStored(run: StoredRun, store: RunStore, supervisor: Supervisor): Promise<void> {
  const { folder, record } = run;
  if (!isOver(record.state)) throw elsewhere();
  if (record.state === 'finished' || record.state === 'cancelled' || !(await hasCheckpoint(folder))) {
    throw new HoneError('request-invalid', 'This run cannot go on: it left no checkpoint.', {
      fix: 'Start a new run with its recipe.',
    });
  }
  const queued: RunRecord = { ...record, state: 'queued', error: null, metrics: null, resumable: false };
  const again: StoredRun = { folder, record: queued };
  await store.adopt(again);
  await supervisor.start(again, true);
}

/** The cache knows the fingerprints of files that have not been touched since they were read. */
async function describeSource(
  projects: string,
  data: string,
  test: string | null,
): Promise<RunRecord['source']> {
  const cache = cacheFolder(projects, path.resolve(data));
  const describe = async (file: string) => ({
    path: path.resolve(file),
    fingerprint: knownFingerprint(cache, path.resolve(file)) ?? (await fingerprintFile(path.resolve(file))),
  });
  return { ...(await describe(data)), test: test === null ? null : await describe(test) };
}

async function emptyFolder(folder: string): Promise<string> {
  const absolute = path.resolve(folder);
  const names = await readdir(absolute).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new HoneError('request-invalid', 'The run cannot be written there.', {
      place: { file: absolute },
      fix: 'Name a folder that does not exist yet.',
      cause: error,
    });
  });
  if (names.length === 0) return absolute;
  throw new HoneError('request-invalid', 'The folder for the run is not empty.', {
    place: { file: absolute },
    fix: 'Name a folder that does not exist yet.',
  });
}

function elsewhere(): HoneError {
  return new HoneError('request-invalid', 'Another running Hone trains this run.', {
    fix: 'Steer it there, or close that window.',
  });
}

function notTraining(): HoneError {
  return new HoneError('request-invalid', 'This run is over.', { fix: 'Start a new run with its recipe.' });
}
