// What can be done with a trained model: predict with it and export it.
import { mkdir, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { HoneError } from '../core/errors';
import { whyNotExportable } from '../core/preparation/exportable';
import { modelCardSchema } from '../core/preparation/model-card';
import type { Job, TrainerEvent } from '../core/run/job';
import { isOver } from '../core/run/record';
import type { WorkbenchEvent } from './contract/events';
import type { SideJob, SideJobs } from './jobs/side-job';
import { isFolder, type RunStore } from './store/run-store';

export type ExportFormat = Extract<Job, { kind: 'export' }>['format'];

export interface ModelService {
  /** `model` is a run's id, a run's folder or an exported folder. Writes `out` whole or not at all. */
  predict(input: { model: string; data: string; out: string }): Promise<{ rows: number }>;
  /** Throws `export-unsupported` for a model that no format can hold, before anything is written. */
  requireExportable(run: string): Promise<void>;
  /** Makes the folder `out`, whole or not at all; the files' paths in it. */
  exportModel(input: { run: string; format: ExportFormat; out: string }): Promise<{ files: string[] }>;
}

export function createModelService(
  store: RunStore,
  jobs: SideJobs,
  emit: (event: WorkbenchEvent) => void,
): ModelService {
  const run = async (job: SideJob) => {
    const phase = job.kind === 'export' ? 'exporting' : 'predicting';
    const tell = (event: TrainerEvent) => {
      if (event.kind === 'progress') emit({ kind: 'workProgressed', phase: event.phase, share: event.share });
    };
    emit({ kind: 'workProgressed', phase, share: null });
    try {
      return await jobs.run(job, tell);
    } finally {
      emit({ kind: 'workProgressed', phase, share: 1 });
    }
  };
  return {
    async predict({ model, data, out }) {
      const folder = (await isFolder(model)) ? path.resolve(model) : await modelFolder(store, model);
      const unfinished = besides(out);
      try {
        const job = { kind: 'predict', model: folder, data: path.resolve(data), out: unfinished } as const;
        const { rows } = await run(job);
        await rename(unfinished, path.resolve(out));
        return { rows: rows ?? 0 };
      } finally {
        await rm(unfinished, { force: true });
      }
    },
    async requireExportable(name) {
      const file = path.join(await modelFolder(store, name), 'model', 'model.json');
      const written = await readFile(file, 'utf8').catch(() => null);
      // A model that cannot be read is reported by whoever uses it.
      const card = written === null ? null : modelCardSchema.safeParse(JSON.parse(written));
      const fault = card?.success ? whyNotExportable(card.data.preparation) : null;
      if (fault) throw fault;
    },
    async exportModel({ run: name, format, out }) {
      const folder = await modelFolder(store, name);
      const unfinished = besides(out);
      try {
        await mkdir(path.dirname(unfinished), { recursive: true });
        await run({ kind: 'export', folder, format, out: unfinished });
        await putFolder(unfinished, path.resolve(out));
        return { files: await filesUnder(path.resolve(out)) };
      } finally {
        await rm(unfinished, { recursive: true, force: true });
      }
    },
  };
}

/** Folder of a run that holds a model. */
async function modelFolder(store: RunStore, name: string): Promise<string> {
  const { folder, record } = await store.find(name);
  if (isOver(record.state) && (await isFolder(path.join(folder, 'model')))) return folder;
  const message = isOver(record.state) ? 'This run left no model.' : 'This run is still training.';
  throw new HoneError('model-invalid', message, {
    place: { file: folder },
    fix: isOver(record.state) ? 'Take a finished run.' : 'Wait until it is over, or stop it.',
  });
}

/** A name beside the final one, on the same file system. */
function besides(out: string): string {
  const absolute = path.resolve(out);
  return path.join(path.dirname(absolute), `.${path.basename(absolute)}.${process.pid}.partial`);
}

async function putFolder(from: string, to: string): Promise<void> {
  // Windows renames onto nothing only; an empty folder that the person made is in the way.
  await rmdir(to).catch(() => {});
  await rename(from, to).catch((cause: unknown) => {
    throw new HoneError('request-invalid', 'The export folder exists already and is not empty.', {
      place: { file: to },
      fix: 'Name a folder that does not exist yet.',
      cause,
    });
  });
}

/** Paths below a folder, with `/` between their parts, sorted. */
async function filesUnder(folder: string, prefix = ''): Promise<string[]> {
  const entries = await readdir(path.join(folder, prefix), { withFileTypes: true });
  const lists = entries.map((entry) => {
    const name = prefix ? `${prefix}/${entry.name}` : entry.name;
    return entry.isDirectory() ? filesUnder(folder, name) : Promise.resolve([name]);
  });
  return (await Promise.all(lists)).flat().sort();
}
