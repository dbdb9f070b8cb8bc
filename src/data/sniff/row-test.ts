// Whether a row holds values of the kinds that its columns hold elsewhere.
import type { RowTest } from '../rows/mend-row';
import { isTyped, type Kind, kindOf } from './kinds';

const MOSTLY = 0.9;

/** For each column the kind of (nearly) all its known values, if words are not of that kind; else null. */
export function kindsOfColumns(
  rows: readonly (readonly string[])[],
  width: number,
  share = MOSTLY,
): (Kind | null)[] {
  return Array.from({ length: width }, (_, column) => {
    const counts = new Map<Kind, number>();
    let known = 0;
    for (const row of rows) {
      const kind = kindOf((row[column] ?? '').trim());
      if (kind === 'missing') continue;
      known++;
      if (isTyped(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    const common = [...counts].find(([, count]) => count >= known * share);
    return common ? common[0] : null;
  });
}

/** A test by the columns that hold such values; it cannot tell where there are none. */
export function createRowTest(kinds: readonly (Kind | null)[]): RowTest {
  const columns = kinds.flatMap((kind, column) => (kind === null ? [] : [{ kind, column }]));
  if (columns.length === 0) return () => null;
  return (cells) => {
    const right = columns.filter(({ kind, column }) => {
      const found = kindOf((cells[column] ?? '').trim());
      return found === 'missing' || found === kind;
    });
    return right.length * 10 >= columns.length * 8;
  };
}

/** Whether the cells could name columns: all there, all different, none a value of another kind. */
export function areNames(cells: readonly string[]): boolean {
  const names = cells.map((text) => text.trim());
  return new Set(names).size === names.length && names.every((name) => name !== '' && !isTyped(kindOf(name)));
}
