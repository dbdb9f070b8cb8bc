// The summary of one column: what the data page shows beside its name.
import { dateText } from '../core/preparation/column-text';
import type { ColumnProfile } from '../core/run/profile';
import { deviation, mean } from '../core/statistics/moments';
import { countDistinct, histogram, median } from '../core/statistics/quantiles';
import {
  type CategoryColumn,
  type Column,
  isNumeric,
  type NumericColumn,
  type TextColumn,
} from '../core/table';

const BINS = 20;
const TOP_VALUES = 10;

/** Infinite values count as missing. The deviation is that of the population. */
export function profileColumn(column: Column): ColumnProfile {
  if (isNumeric(column)) return profileNumbers(column);
  return profileCategories(column.type === 'category' ? column : categoriesOf(column));
}

function profileNumbers({ name, type, values }: NumericColumn): ColumnProfile {
  const sorted = values.filter(Number.isFinite).sort();
  const known = sorted.length > 0;
  return {
    name,
    type,
    missing: values.length - sorted.length,
    distinct: countDistinct(sorted),
    minimum: known ? (sorted[0] as number) : null,
    maximum: known ? (sorted[sorted.length - 1] as number) : null,
    mean: known ? mean(sorted) : null,
    deviation: known ? deviation(sorted) : null,
    median: known ? median(sorted) : null,
    histogram: known ? histogram(sorted, BINS) : [],
    top: type === 'boolean' ? topBooleans(sorted) : topNumbers(type, sorted),
  };
}

/** Numbers that come up again and again are worth a look, as long as there are few of them. */
function topNumbers(type: 'number' | 'date', sorted: Float64Array): ColumnProfile['top'] {
  if (countDistinct(sorted) > TOP_VALUES) return [];
  const counts = new Map<number, number>();
  for (const value of sorted) counts.set(value, (counts.get(value) ?? 0) + 1);
  return topOf(
    [...counts].map(([value, count]) => [type === 'date' ? dateText(value) : String(value), count]),
  );
}

function topBooleans(sorted: Float64Array): ColumnProfile['top'] {
  const trues = sorted.reduce((sum, value) => sum + value, 0);
  return topOf([
    ['true', trues],
    ['false', sorted.length - trues],
  ]);
}

/** Each text as a category of its own. */
function categoriesOf({ name, values }: TextColumn): CategoryColumn {
  const categories = [...new Set(values)].filter((text) => text !== '').sort();
  const place = new Map(categories.map((text, code) => [text, code]));
  return {
    name,
    type: 'category',
    categories,
    codes: Int32Array.from(values, (text) => place.get(text) ?? -1),
  };
}

function profileCategories({ name, type, codes, categories }: CategoryColumn): ColumnProfile {
  const counts = new Int32Array(categories.length);
  let missing = 0;
  for (const code of codes) {
    if (code < 0) missing++;
    else counts[code] = (counts[code] as number) + 1;
  }
  return {
    name,
    type,
    missing,
    distinct: categories.length,
    minimum: null,
    maximum: null,
    mean: null,
    deviation: null,
    median: null,
    histogram: [],
    top: topOf(categories.map((category, code) => [category, counts[code] as number])),
  };
}

function topOf(counts: readonly (readonly [string, number])[]): ColumnProfile['top'] {
  return counts
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1])
    .slice(0, TOP_VALUES)
    .map(([value, count]) => ({ value, count }));
}
