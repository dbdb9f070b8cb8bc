// The summary of one column: what the data page shows beside its name.
import { dateText } from '../core/preparation/column-text';
import { type ColumnProfile, quantileShares } from '../core/run/profile';
import type { Column, CategoryColumn, NumericColumn, TextColumn } from '../core/table';
import { categoryTexts, mostFrequent } from '../core/understanding/category-texts';
import { columnKind } from '../core/understanding/column-kind';
import { textFacts } from '../core/understanding/text-facts';
import { summarizeNumbers, type NumberSummary } from './summarize-numbers';

const BINS = 20;
const TOP_VALUES = 10;

/** Infinite values count as missing. The deviation is that of the population. */
export function profileColumn(column: Column): ColumnProfile {
  if (column.type === 'category') return profileCategories(column);
  return column.type === 'text' ? profileTexts(column) : profileNumbers(column);
}

function profileNumbers({ name, type, values }: NumericColumn): ColumnProfile {
  const summary = summarizeNumbers(values, { bins: BINS, shares: quantileShares, mostValues: TOP_VALUES });
  const { known, distinct, minimum, maximum } = summary;
  const facts = { name, type, known, distinct, minimum, maximum, examples: [] };
  const { whole, rising } = summary;
  const kind = columnKind({ ...facts, whole, rising, meanLength: null, meanWords: null });
  return {
    name,
    type,
    ...kind,
    missing: values.length - known,
    distinct,
    minimum,
    maximum,
    mean: summary.mean,
    deviation: summary.deviation,
    median: known > 0 ? (summary.quantiles[quantileShares.indexOf(0.5)] as number) : null,
    histogram: summary.histogram,
    quantiles: summary.quantiles,
    outliers: type === 'boolean' ? null : summary.outliers,
    skewness: summary.skewness,
    kurtosis: summary.kurtosis,
    meanLength: null,
    top: topNumbers(type, summary),
  };
}

/** Numbers that come up again and again are worth a look, as long as there are few of them. */
function topNumbers(type: NumericColumn['type'], { values, known }: NumberSummary): ColumnProfile['top'] {
  if (type === 'boolean') {
    const trues = values?.get(1) ?? 0;
    return topOf([
      ['true', trues],
      ['false', known - trues],
    ]);
  }
  if (!values) return [];
  return topOf(
    [...values].map(([value, count]) => [type === 'date' ? dateText(value) : String(value), count]),
  );
}

function topOf(counts: readonly (readonly [string, number])[]): ColumnProfile['top'] {
  return counts
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1])
    .slice(0, TOP_VALUES)
    .map(([value, count]) => ({ value, count }));
}

/** What a column of texts has no numbers for. */
const noNumbers = {
  ...{ minimum: null, maximum: null, mean: null, deviation: null, median: null },
  ...{ histogram: [], quantiles: [], outliers: null, skewness: null, kurtosis: null },
};

function profileCategories(column: CategoryColumn): ColumnProfile {
  const { name, type, codes, categories } = column;
  const { counts, ...texts } = categoryTexts(column);
  const facts = { name, type, minimum: null, maximum: null, whole: false, rising: false };
  return {
    name,
    type,
    ...columnKind({ ...facts, ...texts }),
    missing: codes.length - texts.known,
    distinct: texts.distinct,
    ...noNumbers,
    meanLength: texts.meanLength,
    top: mostFrequent(counts, TOP_VALUES).map((code) => ({
      value: categories[code] as string,
      count: counts[code] as number,
    })),
  };
}

function profileTexts({ name, type, values }: TextColumn): ColumnProfile {
  const { top, ...texts } = textFacts(values, TOP_VALUES);
  const facts = { name, type, minimum: null, maximum: null, whole: false, rising: false };
  return {
    name,
    type,
    ...columnKind({ ...facts, ...texts }),
    missing: values.length - texts.known,
    distinct: texts.distinct,
    ...noNumbers,
    meanLength: texts.meanLength,
    top,
  };
}
