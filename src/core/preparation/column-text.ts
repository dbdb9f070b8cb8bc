// The text of a column's values, as a class or a category is named.
import { type Column, isNumeric } from '../table';

/** The text of one value, or null if it is missing: `true`, a number as JavaScript prints it, an ISO 8601 date. */
export function textOf(column: Column, row: number): string | null {
  if (column.type === 'category') return column.categories[column.codes[row] as number] ?? null;
  if (column.type === 'text') return column.values[row] || null;
  const value = column.values[row] as number;
  if (!Number.isFinite(value)) return null;
  if (column.type === 'date') return dateText(value);
  return column.type === 'boolean' ? String(value === 1) : String(value);
}

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 as a date, with the time of day where it is not midnight. */
export function dateText(days: number): string {
  const moment = new Date(Math.round(days * DAY_MS));
  if (Number.isNaN(moment.getTime())) return String(days);
  const text = moment.toISOString();
  return text.endsWith('T00:00:00.000Z')
    ? text.slice(0, -14)
    : text.replace(/(\.000)?Z$/, '').replace('T', ' ');
}

/** Whether the value is neither missing nor infinite. */
export function isKnown(column: Column, row: number): boolean {
  if (isNumeric(column)) return Number.isFinite(column.values[row]);
  return column.type === 'category' ? (column.codes[row] as number) >= 0 : column.values[row] !== '';
}

/** A function that numbers the texts of columns: the index of the name it stands for, −1 if none does. */
export function createMatcher(names: readonly string[]): (column: Column, row: number) => number {
  const exact = new Map(names.map((name, i) => [name, i]));
  const loose = new Map<string, number>();
  for (const [i, name] of names.entries()) {
    const spelling = looseSpelling(name);
    if (!loose.has(spelling)) loose.set(spelling, i);
  }
  const match = (text: string) => exact.get(text) ?? -1;
  const matchTyped = (text: string) => exact.get(text) ?? loose.get(looseSpelling(text)) ?? -1;
  return (column, row) => {
    const text = textOf(column, row);
    if (text === null) return -1;
    // A file whose values all look like numbers loses their spelling (`1.0`, `01`), so the value itself must do.
    return !isNumeric(column) ? match(text) : matchTyped(text);
  };
}

function looseSpelling(text: string): string {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isNaN(value) ? text.toLowerCase() : String(value);
}
