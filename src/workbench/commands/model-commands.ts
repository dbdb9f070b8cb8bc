// Commands that export a trained model and predict with it, asking the person for files.
import path from 'node:path';
import { HoneError } from '../../core/errors';
import { previewCsv } from '../csv-preview';
import type { Dialogs } from '../dialogs';
import type { ModelService } from '../model-service';
import type { RunService } from '../run-service';
import { isFolder } from '../store/run-store';
import type { Handlers } from './handlers';

export interface ModelContext {
  models: ModelService;
  runs: RunService;
  dialogs: Dialogs;
}

export function modelCommands({
  models,
  runs,
  dialogs,
}: ModelContext): Handlers<'run.export' | 'run.predict'> {
  return {
    'run.export': async ({ runId, format }) => {
      const { record } = await runs.read(runId);
      await models.requireExportable(runId);
      const parent = await dialogs.saveFolder('Choose the folder in which the export is made');
      if (parent === null) return null;
      const name = `${path.parse(record.source.path).name}-${record.id}-${format}`;
      const folder = await freeName(path.join(parent, name));
      const { files } = await models.exportModel({ run: runId, format, out: folder });
      return { folder, files };
    },
    'run.predict': async ({ runId }) => {
      const data = await dialogs.openData();
      if (data === null) return null;
      const file = await dialogs.saveFile('Save predictions', `${path.parse(data).name}-predictions.csv`);
      if (file === null) return null;
      if (path.resolve(file) === path.resolve(data)) throw overwritesData(file);
      const { rows } = await models.predict({ model: runId, data, out: file });
      return { file, rows, preview: await previewCsv(file) };
    },
  };
}

/** The name itself, or the first of `name-2`, `name-3` … that is not taken. */
async function freeName(folder: string): Promise<string> {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? folder : `${folder}-${number}`;
    if (!(await isFolder(candidate))) return candidate;
  }
}

function overwritesData(file: string): HoneError {
  return new HoneError(
    'request-invalid',
    'The predictions would overwrite the data that they are made from.',
    {
      place: { file },
      fix: 'Choose another file name.',
    },
  );
}
