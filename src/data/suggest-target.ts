// The column that a file's author most likely meant as target.
import type { ColumnProfile } from '../core/run/profile';

/** Names that people give to what is to be predicted, the surest first. */
const targetNames = [
  'target',
  'label',
  'labels',
  'class',
  'classes',
  'y',
  'outcome',
  'response',
  'result',
  'species',
  'price',
  'churn',
  'survived',
  'default',
  'diagnosis',
  'quality',
  'score',
  'rating',
] as const;

const MOST_CLASSES = 1000;

/** By name if one fits, else by place: the last column, since most files put it there. */
export function suggestTarget(columns: readonly ColumnProfile[], rows: number): string {
  for (const name of targetNames) {
    // A name speaks for itself, even where few rows have a label.
    const found = columns.find((column) => column.name.toLowerCase() === name && isUsable(column, rows));
    if (found) return found.name;
  }
  const usable = columns.filter((column) => isUsable(column, rows) && column.missing * 2 <= rows);
  const last = usable[usable.length - 1] ?? columns[columns.length - 1];
  return last?.name ?? '';
}

/** Neither constant, nor a date, nor free text, nor a text that names each row. */
function isUsable({ type, distinct, missing }: ColumnProfile, rows: number): boolean {
  if (type === 'date' || type === 'text' || distinct < 2) return false;
  return type !== 'category' || (distinct <= MOST_CLASSES && (distinct < rows - missing || rows < 20));
}
