// What a person adds to an open table: further files, a second table by key, pasted text.
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ReadSettings } from '../core/run/preview';
import type { CommandInput, CommandOutput, Dataset } from './contract/commands';
import type { Datasets } from './datasets';
import type { Dialogs } from './dialogs';
import { listTables } from './folder-tables';
import type { ChosenFiles } from './store/chosen-files';

export interface FurtherFiles {
  chooseFolder(): Promise<CommandOutput<'dataset.choose-folder'>>;
  append(input: CommandInput<'dataset.append'>): Promise<CommandOutput<'dataset.append'>>;
  join(input: CommandInput<'dataset.join'>): Promise<CommandOutput<'dataset.join'>>;
  paste(input: CommandInput<'dataset.paste'>): Promise<Dataset>;
}

export interface FurtherFilesOptions {
  datasets: Datasets;
  dialogs: Dialogs;
  chosen: ChosenFiles;
  /** Folder of pasted texts. */
  pasted: string;
}

export function createFurtherFiles({ datasets, dialogs, chosen, pasted }: FurtherFilesOptions): FurtherFiles {
  return {
    async chooseFolder() {
      const folder = await dialogs.openFolder('Open a folder of tables');
      if (folder === null) return null;
      const [first, ...others] = await listTables(folder);
      await chosen.add(others);
      const settings: ReadSettings = others.length > 0 ? { append: others } : {};
      return { settings, dataset: await datasets.open(first, { settings }) };
    },
    async append({ datasetId, settings }) {
      datasets.get(datasetId);
      const files = await dialogs.openTables('Append tables');
      if (files === null || files.length === 0) return null;
      await chosen.add(files);
      const append = [...new Set([...(settings.append ?? []), ...files])];
      const all: ReadSettings = { ...settings, append };
      return { settings: all, dataset: await datasets.reread(datasetId, all) };
    },
    async join({ datasetId }) {
      const { profile } = datasets.get(datasetId);
      const [file] = (await dialogs.openTables('Join a table')) ?? [];
      if (file === undefined) return null;
      const { columns } = await datasets.look(file);
      await chosen.add([file]);
      const key = suggestKey(
        profile.columns.map(({ name }) => name),
        columns,
      );
      return { file, columns, ...key };
    },
    async paste({ text }) {
      const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
      const folder = path.join(pasted, hash);
      await mkdir(folder, { recursive: true });
      const file = path.join(folder, 'pasted.csv');
      await writeFile(file, text);
      return datasets.open(file);
    },
  };
}

/** Columns of the same name in both tables, one that is called a key or an id before others; else the first ones. */
export function suggestKey(
  columns: readonly string[],
  others: readonly string[],
): { key: string; otherKey: string } {
  const plain = (name: string) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, '');
  const pairs = columns.flatMap((key) =>
    others.filter((other) => plain(other) === plain(key)).map((otherKey) => ({ key, otherKey })),
  );
  const named = pairs.find(({ key }) => /(?:^|[\s_-])(?:id|key|code|no|nr)$|id$/i.test(key));
  return named ?? pairs[0] ?? { key: columns[0] ?? '', otherKey: others[0] ?? '' };
}
