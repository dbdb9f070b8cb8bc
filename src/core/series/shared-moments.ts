// Whether rows of one series share a moment, as those of several series do while no key tells them apart.
import { textOf } from '../preparation/column-text';
import type { SeriesDescription } from '../run/series-description';
import { type Column, findColumn, type Table } from '../table';
import type { ResolvedSeries } from './resolved-series';
import { groupRows, momentsOf } from './series-rows';

/** Fewer rows than this share are copies or slips, not other series. */
const LEAST_SHARE = 0.05;
const MOST_SERIES = 10_000;
/** A series has at least so many rows on average. */
const LEAST_ROWS = 4;

/** Null where moments are the order of the rows, or hardly any is shared. */
export function sharedMoments(table: Table, series: ResolvedSeries): SeriesDescription['shared'] {
  if (series.time === '') return null;
  const { rows, most } = countShared(table, series, series.key);
  if (rows < LEAST_SHARE * table.rows) return null;
  const key = series.key === '' ? likelyKey(table, series) : '';
  return { rows, most, key };
}

/** How many rows have a moment that another row of their series has as well, and how many rows one moment has at most. */
function countShared(table: Table, { time }: ResolvedSeries, key: string): { rows: number; most: number } {
  const moments = findColumn(table, time);
  let rows = 0;
  let most = 0;
  for (const group of groupRows(table, key === '' ? undefined : findColumn(table, key))) {
    const counts = new Map<number, number>();
    for (const moment of momentsOf(moments, group.rows))
      if (Number.isFinite(moment)) counts.set(moment, (counts.get(moment) ?? 0) + 1);
    for (const count of counts.values()) {
      most = Math.max(most, count);
      if (count > 1) rows += count;
    }
  }
  return { rows, most };
}

/** The column of fewest values under which no moment is shared; empty where there is none. */
function likelyKey(table: Table, series: ResolvedSeries): string {
  const candidates = table.columns
    .filter((column) => column.type === 'category' || column.type === 'number' || column.type === 'boolean')
    .filter(({ name }) => name !== series.target && name !== series.time)
    .map((column) => ({ name: column.name, distinct: countDistinct(column, table.rows) }))
    .filter(({ distinct }) => distinct > 1 && distinct <= Math.min(MOST_SERIES, table.rows / LEAST_ROWS))
    .sort((a, b) => a.distinct - b.distinct);
  const found = candidates.find(
    ({ name }) => countShared(table, series, name).rows < LEAST_SHARE * table.rows,
  );
  return found?.name ?? '';
}

function countDistinct(column: Column, rows: number): number {
  const seen = new Set<string | null>();
  for (let row = 0; row < rows; row++) seen.add(textOf(column, row));
  seen.delete(null);
  return seen.size;
}
