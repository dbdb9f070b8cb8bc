// What a command line says about files beside the first one: appended below, joined by a key.
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HoneError } from '../core/errors';
import type { ReadSettings } from '../core/run/preview';
import type { Recipe } from '../core/recipe/recipe';
import { type JoinedFile, readSettingsOf } from '../core/recipe/source';

export interface SourceOptions {
  append?: readonly string[];
  join?: readonly string[];
}

const tableName = /\.(?:csv|tsv|tab|txt|xlsx|xls|ods|parquet|jsonl?|ndjson|arrows?|feather|ipc)(?:\.gz)?$/i;

/** The tables that a path stands for: itself, or those within a folder in the order of their names. */
export function tablesAt(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  const files = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && tableName.test(entry.name))
    .map((entry) => join(path, entry.name))
    .sort();
  if (files.length > 0) return files;
  throw new HoneError('data-invalid', `There is no table in the folder ${path}.`, {
    place: { file: path },
    fix: 'Name a folder that holds files such as .csv or .parquet.',
  });
}

/** The recipe with the files that the command line names; its paths start from `cwd`. */
export function withSources(
  recipe: Recipe,
  cwd: string,
  { append = [], join: joins = [] }: SourceOptions,
): Recipe {
  const absolute = (file: string) => resolve(cwd, file);
  const data = {
    ...recipe.data,
    append: [...recipe.data.append, ...append.flatMap((file) => tablesAt(absolute(file)))],
    join: [
      ...recipe.data.join.map((joined) => ({ ...joined, file: absolute(joined.file) })),
      ...joins.map((text) => parseJoin(text, absolute)),
    ],
  };
  return { ...recipe, data: { ...data, append: data.append.map(absolute) } };
}

/** How the files of a recipe are read. */
export function sourceSettings({ data }: Recipe): ReadSettings {
  return { ...(data.dialect && { dialect: data.dialect }), ...readSettingsOf(data) };
}

/** `file:key`, `file:key=key there` or either with `:prefix` behind. */
function parseJoin(text: string, absolute: (file: string) => string): JoinedFile {
  // A drive letter such as C: belongs to the path.
  const match = /^((?:[A-Za-z]:[\\/])?[^:]+):([^:=]+)(?:=([^:]+))?(?::(.*))?$/.exec(text);
  if (!match) {
    throw new HoneError('request-invalid', `--join ${text} names no key.`, {
      fix: "Write the file, a colon and the column, such as --join shops.csv:shop or 'shops.csv:shop=id:shop_'.",
    });
  }
  const [, file = '', key = '', otherKey = '', prefix = ''] = match;
  return { file: absolute(file), key, otherKey, prefix };
}
