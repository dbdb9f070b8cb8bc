// Leaving out rows that repeat an earlier one.
import type { Recipe } from '../recipe/recipe';
import type { Table } from '../table';
import type { ResolvedTarget } from './resolve-target';
import { hashRows } from './row-hashes';

/**
 * The target on fewer rows, where the recipe drops copies: of rows that are equal in every column but the ignored ones
 * and the row names the first is left. The same target where copies are kept or there are none.
 */
export function leaveCopies(table: Table, target: ResolvedTarget, { data }: Recipe): ResolvedTarget {
  if (data.copies === 'keep') return target;
  const unseen = new Set([...data.ignore, ...data.id]);
  const { low, high } = hashRows({
    ...table,
    columns: table.columns.filter(({ name }) => !unseen.has(name)),
  });
  const seen = new Map<number, Set<number>>();
  const rows = target.rows.filter((row) => {
    const first = high[row] as number;
    const second = low[row] as number;
    const before = seen.get(first);
    if (before?.has(second)) return false;
    if (before) before.add(second);
    else seen.set(first, new Set([second]));
    return true;
  });
  const copies = target.rows.length - rows.length;
  if (copies === 0) return target;
  const sentence = `${copies === 1 ? '1 row repeats' : `${copies} rows repeat`} an earlier row and ${copies === 1 ? 'is' : 'are'} left out.`;
  return { ...target, rows, warnings: [...target.warnings, sentence] };
}
