// JSON as a table: lines of objects, or one array of objects; nested objects become columns of their own.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { HoneError } from '../../core/errors';
import { csvLine } from '../write-csv';
import { tooLarge } from './held-file';

/** A JSON file that is not written line by line is held in memory. */
const MOST_DOCUMENT = 256 << 20;
const MOST_COLUMNS = 10_000;
const MOST_NOTES = 100;
const SHOWN_TEXT = 200;

export interface JsonNote {
  line: number;
  reason: string;
  text: string;
}

export interface JsonTable {
  format: 'json' | 'json-lines';
  names: string[];
  /** Columns whose values are texts that would lose something as numbers, such as 00123. */
  texts: string[];
  rows: number;
  rejected: JsonNote[];
  rejectedRows: number;
  /** The rows as lines of delimited text, in the order of `names`. */
  lines(): AsyncGenerator<string>;
}

type JsonObject = Record<string, unknown>;

/** Whether the beginning of a text is that of JSON objects. */
export function isJsonText(head: string): boolean {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  if (/^\[\s*(?:\{|$)/.test(text)) return true;
  return /^\{\s*"(?:[^"\\]|\\.)*"\s*:/.test(text);
}

/**
 * Looks through the objects once for their columns. Lines that are no objects are noted. Throws a HoneError if most
 * lines are none, or the file is too large to be held where it has to be.
 */
export async function openJson(path: string, file: string, bytes: number): Promise<JsonTable> {
  const [first = '', second] = await firstLines(path);
  const object = parseObject(first);
  // One object on one line may be a document around the list of rows.
  const isLines = object !== null && (second !== undefined || listOf(object) === null);
  const open = isLines ? () => objectsOfLines(path) : await objectsOfDocument(path, file, bytes);
  const columns = new Map<string, { texts: boolean; zeros: boolean }>();
  const found = { rows: 0, rejected: [] as JsonNote[], rejectedRows: 0 };
  for await (const item of open()) {
    if ('reason' in item) {
      if (++found.rejectedRows <= MOST_NOTES) found.rejected.push(item);
      continue;
    }
    found.rows++;
    for (const [name, value] of flatten(item.object)) noteColumn(columns, name, value, file);
  }
  if (found.rows === 0 || found.rejectedRows > found.rows) throw mostlyOther(file, found);
  const names = [...columns.keys()];
  return {
    format: isLines ? 'json-lines' : 'json',
    names,
    texts: names.filter((name) => columns.get(name)?.texts && columns.get(name)?.zeros),
    ...found,
    async *lines() {
      for await (const item of open()) {
        if ('reason' in item) continue;
        const values = new Map(flatten(item.object));
        yield csvLine(names.map((name) => values.get(name) ?? null));
      }
    },
  };
}

function noteColumn(
  columns: Map<string, { texts: boolean; zeros: boolean }>,
  name: string,
  value: string | number | boolean | null,
  file: string,
): void {
  let column = columns.get(name);
  if (!column) {
    if (columns.size === MOST_COLUMNS) {
      throw new HoneError(
        'data-invalid',
        `The objects of ${basename(file)} have more than ${MOST_COLUMNS} different fields.`,
        {
          place: { file },
          fix: 'Turn names that are values, such as ids, into values of a field.',
        },
      );
    }
    column = { texts: true, zeros: false };
    columns.set(name, column);
  }
  if (typeof value === 'string') column.zeros ||= /^0\d+$/.test(value);
  else if (value !== null) column.texts = false;
}

/** The first two lines that are not blank. */
async function firstLines(path: string): Promise<string[]> {
  const found: string[] = [];
  for await (const line of linesOf(path)) {
    if (line.trim() !== '' && found.push(line) === 2) break;
  }
  return found;
}

function linesOf(path: string) {
  return createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
}

type Item = { object: JsonObject } | JsonNote;

async function* objectsOfLines(path: string): AsyncGenerator<Item> {
  let line = 0;
  for await (const text of linesOf(path)) {
    line++;
    if (text.trim() === '') continue;
    const object = parseObject(text);
    yield object
      ? { object }
      : { line, reason: 'No JSON object stands on this line.', text: text.slice(0, SHOWN_TEXT) };
  }
}

function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An array of objects, or an object of which one field holds such an array. */
async function objectsOfDocument(
  path: string,
  file: string,
  bytes: number,
): Promise<() => AsyncGenerator<Item>> {
  if (bytes > MOST_DOCUMENT) {
    throw tooLarge(file, 'JSON document', `it has ${Math.round(bytes / (1 << 20))} MB`, MOST_DOCUMENT);
  }
  const list = listOf(parseDocument(await readFile(path, 'utf8'), file));
  if (!list) {
    throw new HoneError('data-invalid', `${basename(file)} holds no list of JSON objects.`, {
      place: { file },
      fix: 'Write one object for each row, in an array or one to a line.',
    });
  }
  return async function* () {
    for (const [i, value] of list.entries()) {
      yield isObject(value)
        ? { object: value }
        : {
            line: i + 1,
            reason: 'This item is no JSON object.',
            text: (JSON.stringify(value) ?? '').slice(0, SHOWN_TEXT),
          };
    }
  };
}

function parseDocument(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HoneError('data-invalid', `${basename(file)} is no valid JSON: ${reason}.`, {
      place: { file },
      fix: 'Write one object for each row, in an array or one to a line.',
      cause: error,
    });
  }
}

function listOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return null;
  const lists = Object.values(value).filter((inner) => Array.isArray(inner) && inner.some(isObject));
  return lists.length === 1 ? (lists[0] as unknown[]) : null;
}

/** Names and values of an object; those of objects within it have both names, lists are texts. */
function flatten(object: JsonObject, before = ''): [string, string | number | boolean | null][] {
  return Object.entries(object).flatMap(([name, value]): [string, string | number | boolean | null][] => {
    const full = before + name;
    if (isObject(value)) return flatten(value, `${full}.`);
    if (Array.isArray(value)) return [[full, JSON.stringify(value)]];
    return [[full, value as string | number | boolean | null]];
  });
}

function mostlyOther(
  file: string,
  { rows, rejected, rejectedRows }: { rows: number; rejected: JsonNote[]; rejectedRows: number },
): HoneError {
  const [first] = rejected;
  return new HoneError(
    'data-invalid',
    first
      ? `Of ${rows + rejectedRows} lines of ${basename(file)}, ${rejectedRows} hold no JSON object.`
      : `${basename(file)} holds no JSON object.`,
    {
      place: first ? { file, line: first.line } : { file },
      fix: 'Write one object for each row, in an array or one to a line.',
    },
  );
}
