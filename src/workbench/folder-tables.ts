// The tables in a folder, to be read as one.
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { HoneError } from '../core/errors';

const tableName =
  /\.(?:csv|tsv|tab|txt|dat|psv|xlsx|xlsm|xlsb|xls|ods|parquet|json|jsonl|ndjson|arrow|arrows|feather|ipc)(?:\.gz|\.zip)?$/i;

/** Absolute paths of the tables that lie in the folder itself, `part2` before `part10`. HoneError if there is none. */
export async function listTables(folder: string): Promise<[string, ...string[]]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const order = new Intl.Collator('en', { numeric: true });
  const [first, ...others] = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && tableName.test(entry.name))
    .map(({ name }) => path.join(folder, name))
    .sort(order.compare);
  if (first !== undefined) return [first, ...others];
  throw new HoneError('file-not-found', `There is no table in the folder ${path.basename(folder)}.`, {
    place: { file: folder },
    fix: 'Choose a folder with files such as CSV, Excel or Parquet right in it.',
  });
}

/** The same paths with the tables in place of each folder. Paths that do not exist stay, for the reader to tell. */
export async function withoutFolders(files: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    files.map(async (file) => {
      const isFolder = await stat(file).then(
        (entry) => entry.isDirectory(),
        () => false,
      );
      return isFolder ? listTables(file) : [file];
    }),
  );
  return found.flat();
}
