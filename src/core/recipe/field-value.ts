// Values of recipe fields: read from text, checked against what the field allows, and written as text.
import { HoneError } from '../errors';
import { writeNumber } from '../write-number';
import type { RecipeField, RecipeRecord, RecipeValue } from './fields';
import { nearest } from './nearest';

/** A longer text is no sign such as a delimiter. */
const MOST_SIGNS = 8;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const BOOLEANS: Record<string, boolean> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};

function range({ minimum, maximum }: RecipeField): string {
  if (minimum !== undefined && maximum !== undefined)
    return ` from ${writeNumber(minimum)} to ${writeNumber(maximum)}`;
  if (minimum !== undefined) return ` of at least ${writeNumber(minimum)}`;
  return maximum === undefined ? '' : ` of at most ${writeNumber(maximum)}`;
}

function length({ minimumLength: least, maximumLength: most }: RecipeField, unit: string): string {
  if (least !== undefined && least === most) return ` of ${least} ${unit}${least === 1 ? '' : 's'}`;
  const parts = [
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
  ];
  return parts.length === 0 ? '' : ` of ${parts.join(' and ')} ${unit}${(most ?? least) === 1 ? '' : 's'}`;
}

/** What a field takes, as it goes on after "must be": `a number from 1e-8 to 100`. */
export function describeAllowed(field: RecipeField): string {
  switch (field.type) {
    case 'number':
      return `a number${range(field)}`;
    case 'integer':
      return `a whole number${range(field)}`;
    case 'boolean':
      return 'true or false';
    case 'text':
      return `a text${length(field, 'character')}`;
    case 'integers':
      return `a list${length(field, 'item')}, each a whole number${range(field)}, separated by commas`;
    case 'numbers':
      return `a list${length(field, 'item')}, each a number${range(field)}, separated by commas`;
    case 'texts':
      return `a list of names, separated by commas`;
    case 'records':
      return describeRecords(field);
    case 'choice':
      return enumerate(field.options.map((option) => option.kind));
  }
}

function describeRecords({ given, items }: RecipeField): string {
  if (!given) return `a list that Hone records itself, or 'none' to clear it`;
  const json = `a list of records as JSON, such as '[{…}]'`;
  if (items.length === 0) return `${json}, or 'none' to clear it`;
  return `any of ${enumerate(items.map(({ kind }) => kind))} separated by commas, ${json}, or 'none' to clear it`;
}

function enumerate(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** A refused value: names the field, the value and what is allowed. */
function refuse(field: RecipeField, value: RecipeValue): HoneError {
  const shown = typeof value === 'string' ? `'${value}'` : formatValue(value);
  const meant =
    field.type === 'choice'
      ? nearest(
          formatValue(value),
          field.options.map((option) => option.kind),
        )
      : null;
  const hint = meant === null ? '' : ` Did you mean '${meant}'?`;
  const standard = field.default === undefined ? '' : ` The default is ${formatValue(field.default)}.`;
  return new HoneError(
    'recipe-invalid',
    `${field.path} must be ${describeAllowed(field)}, not ${shown}.${hint}`,
    {
      place: { field: field.path },
      fix: `Give ${field.path} ${describeAllowed(field)}.${standard}`,
    },
  );
}

const within = (value: number, low: number | undefined, high: number | undefined) =>
  value >= (low ?? Number.NEGATIVE_INFINITY) && value <= (high ?? Number.POSITIVE_INFINITY);

function isAllowed(field: RecipeField, value: RecipeValue): boolean {
  const isNumber = (item: unknown, whole: boolean): item is number =>
    typeof item === 'number' &&
    Number.isFinite(item) &&
    (!whole || Number.isInteger(item)) &&
    within(item, field.minimum, field.maximum);
  const fits = (count: number) => within(count, field.minimumLength, field.maximumLength);
  switch (field.type) {
    case 'number':
    case 'integer':
      return isNumber(value, field.type === 'integer');
    case 'boolean':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'string' && fits(value.length);
    case 'integers':
    case 'numbers': {
      const whole = field.type === 'integers';
      return Array.isArray(value) && fits(value.length) && value.every((item) => isNumber(item, whole));
    }
    case 'texts':
      return Array.isArray(value) && fits(value.length) && value.every((item) => typeof item === 'string');
    case 'records':
      return Array.isArray(value) && (field.given ? value.every(isRecord) : value.length === 0);
    case 'choice':
      return field.options.some((option) => option.kind === value);
  }
}

const isRecord = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value itself; throws `recipe-invalid` naming what the field allows. */
export function checkValue(field: RecipeField, value: RecipeValue): RecipeValue {
  if (!isAllowed(field, value)) throw refuse(field, value);
  return value;
}

/** Reads a value as people type it; throws `recipe-invalid`. Lists: `256,256`, `[256, 256]`, or `none`. */
export function parseValue(field: RecipeField, text: string): RecipeValue {
  const word = text.trim();
  const value = readAs(field, word, text);
  if (value === undefined || !isAllowed(field, value)) throw refuse(field, text);
  return value;
}

function readAs(field: RecipeField, word: string, text: string): RecipeValue | undefined {
  switch (field.type) {
    case 'number':
    case 'integer':
      return NUMBER.test(word) ? Number(word) : undefined;
    case 'boolean':
      return BOOLEANS[word.toLowerCase()];
    case 'text':
      // A field of a few signs may hold the tab, which cannot be typed.
      return (field.maximumLength ?? Infinity) <= MOST_SIGNS && word === '\\t' ? '\t' : text;
    case 'choice':
      return word.toLowerCase();
    case 'integers':
    case 'numbers':
    case 'texts':
      return readList(word, field.type !== 'texts');
    case 'records':
      return asRecords(field, readList(word, false));
  }
}

/** Names of choices in a list of choices stand for records with the defaults of that kind. */
function asRecords({ items }: RecipeField, value: RecipeValue | undefined): RecipeValue | undefined {
  if (!Array.isArray(value) || items.length === 0) return value;
  return (value as unknown[]).map((item) =>
    items.some(({ kind }) => kind === item) ? { kind: item } : item,
  ) as RecipeRecord[];
}

function readList(word: string, ofNumbers: boolean): RecipeValue | undefined {
  if (word === '' || word === 'none') return [];
  if (word.startsWith('[')) {
    try {
      return JSON.parse(word) as RecipeValue;
    } catch {
      return undefined;
    }
  }
  const items = word.split(',').map((item) => item.trim());
  if (!ofNumbers) return items;
  return items.every((item) => NUMBER.test(item)) ? items.map(Number) : undefined;
}

/** As `parseValue` reads it back: numbers in their shortest form, lists with commas, `none` for an empty list. */
export function formatValue(value: RecipeValue): string {
  if (typeof value === 'string') return value === '\t' ? '\\t' : value;
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'boolean') return String(value);
  if (value.length === 0) return 'none';
  const items = value.filter((item) => typeof item !== 'object');
  const plain = items.every((item) => typeof item === 'number' || /^[^,[\s][^,]*$/.test(item));
  if (items.length < value.length || !plain || items[0] === 'none') return JSON.stringify(value);
  return items.map((item) => (typeof item === 'number' ? writeNumber(item) : item)).join(',');
}
