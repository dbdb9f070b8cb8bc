// Columns that were read as categories but hold free text: mostly different sentences, or what a person says is text.
import type { CategoryColumn, Column, TextColumn } from '../core/table';
import { holdsText } from '../core/understanding/category-texts';
import type { ColumnKind } from './readings';

/** Fewer different texts are classes; their rows need not be looked at. */
const LEAST_TEXTS = 10;

/** The same columns, those of free text as such; a kind that a person named is kept. */
export function withFreeTexts(
  columns: readonly Column[],
  kinds: ReadonlyMap<string, ColumnKind>,
): readonly Column[] {
  return columns.map((column) => {
    if (column.type !== 'category') return column;
    const kind = kinds.get(column.name);
    const isText =
      kind === undefined ? column.categories.length >= LEAST_TEXTS && holdsText(column) : kind === 'text';
    return isText ? asTexts(column) : column;
  });
}

function asTexts(column: CategoryColumn): TextColumn {
  // Read once, as a column may load its values from disk.
  const { name, codes, categories } = column;
  return { name, type: 'text', values: Array.from(codes, (code) => categories[code] ?? '') };
}
