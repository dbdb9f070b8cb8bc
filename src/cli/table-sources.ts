// What a command line says about the files of a table: appended below, joined by a key, which sheet, which types.
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HoneError } from '../core/errors';
import type { ReadSettings } from '../core/run/preview';
import type { Profile } from '../core/run/profile';
import { nearest } from '../core/recipe/nearest';
import type { Recipe } from '../core/recipe/recipe';
import { type JoinedFile, readSettingsOf, type TypedColumn, typedColumnSchema } from '../core/recipe/source';

export interface SourceOptions {
  append?: readonly string[];
  /** Name of a new column that says which file a row comes from. */
  sourceColumn?: string;
  /** Texts of the form `file:key`. */
  join?: readonly string[];
  sheet?: string;
  /** Texts of the form `column=type`. */
  type?: readonly string[];
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
  { append = [], join: joins = [], sheet, sourceColumn, type = [] }: SourceOptions,
): Recipe {
  const absolute = (file: string) => resolve(cwd, file);
  const typed = type.map(parseType);
  const data = {
    ...recipe.data,
    ...(sheet !== undefined && { sheet }),
    ...(sourceColumn !== undefined && { sourceColumn }),
    append: [...recipe.data.append, ...append.flatMap((file) => tablesAt(absolute(file)))],
    join: [
      ...recipe.data.join.map((joined) => ({ ...joined, file: absolute(joined.file) })),
      ...joins.map((text) => parseJoin(text, absolute)),
    ],
    types: [
      ...recipe.data.types.filter(({ column }) => !typed.some((one) => one.column === column)),
      ...typed,
    ],
  };
  return { ...recipe, data: { ...data, append: data.append.map(absolute) } };
}

/** The same files and options as arguments of another command. */
export function sourceArguments(
  files: readonly string[],
  { append = [], join: joins = [], sheet, sourceColumn, type = [] }: SourceOptions,
): string[] {
  return [
    ...files,
    ...append.flatMap((file) => ['--append', file]),
    ...(sourceColumn === undefined ? [] : ['--source-column', sourceColumn]),
    ...joins.flatMap((text) => ['--join', text]),
    ...(sheet === undefined ? [] : ['--sheet', sheet]),
    ...type.flatMap((text) => ['--type', text]),
  ];
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

/** Throws a HoneError where the file is neither a workbook nor an archive, which alone have something to choose. */
export function checkSheet(sheet: string, { name, path, dialect, reading }: Profile): void {
  if (reading.sheets.length > 0 || dialect.compression === 'zip') return;
  throw new HoneError('request-invalid', `${name} is no workbook, so it has no sheet "${sheet}".`, {
    place: { file: path },
    fix: 'Leave out --sheet.',
  });
}

/** `column=type`; the name of a column may hold further equals signs. HoneError for anything else. */
export function parseType(text: string): TypedColumn {
  const equals = text.lastIndexOf('=');
  const types = typedColumnSchema.shape.type.options;
  const [column, named] = [text.slice(0, Math.max(0, equals)), text.slice(equals + 1)];
  const type = types.find((one) => one === named);
  if (column !== '' && type) return { column, type };
  const meant = column === '' ? null : nearest(named, types);
  throw new HoneError(
    'request-invalid',
    `'${text}' is not of the form column=type.${meant === null ? '' : ` Did you mean '${column}=${meant}'?`}`,
    {
      place: { field: 'data.types' },
      fix: `Write for instance --type zip=category. Types are ${types.join(', ')}.`,
    },
  );
}
