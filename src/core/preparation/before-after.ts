// A column before preparation and what it becomes, as histograms.
import type { Distribution, PreparePreview } from '../run/preparation';
import { histogram } from '../statistics/quantiles';
import { type Column, findColumn, isNumeric, type Table, type TextColumn } from '../table';
import { textOf } from './column-text';
import { describePreparation } from './describe-preparation';
import { encodeRows } from './encode-rows';
import { plainOps, plainValues } from './plain-ops';
import { encodedWidths, type Preparation } from './preparation';
import { prepareRows, sourcesOf } from './prepare-rows';

const BINS = 30;
const MOST_VALUES = 12;
const MOST_COLUMNS = 12;

/** The table's rows before and after; steps over all columns are left out, as no column of theirs belongs to one alone. */
export function beforeAfter(
  table: Table,
  preparation: Preparation,
  name: string,
): Omit<PreparePreview, 'rows' | 'leftOut'> | null {
  const column = findColumn(table, name);
  if (!column) return null;
  const own = { ...preparation, steps: [] };
  const encoded = encodeRows(table, own);
  const widths = encodedWidths(own);
  const prepared = plainValues(
    prepareRows(
      plainOps,
      own,
      plainOps.tensor2d(encoded.numbers, [encoded.rows, widths.numbers]),
      plainOps.tensor2d(encoded.codes, [encoded.rows, widths.codes], 'int32'),
    ),
  );
  const sources = sourcesOf(own);
  const places = sources.flatMap(({ source }, place) => (source === name ? [place] : []));
  return {
    column: name,
    before: distributionOf(column, table.rows),
    after: places.slice(0, MOST_COLUMNS).map((place) => ({
      name: (sources[place] as { name: string }).name,
      distribution: numbersOf(
        Float64Array.from(
          { length: table.rows },
          (_, row) => prepared[row * sources.length + place] as number,
        ),
      ),
    })),
    columns: places.length,
    steps: describePreparation(preparation)
      .filter(({ columns }) => columns.includes(name))
      .map((step) => ({
        ...step,
        learned: step.learned.filter((_, i) => step.columns[i] === name),
      })),
  };
}

function distributionOf(column: Column, rows: number): Distribution {
  if (column.type === 'text') return textsOf(column);
  if (isNumeric(column) && column.type !== 'boolean') return numbersOf(column.values, column.type === 'date');
  const counts = new Map<string, number>();
  let missing = 0;
  for (let row = 0; row < rows; row++) {
    const text = textOf(column, row);
    if (text === null) missing++;
    else counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const values = [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
  const others = values.slice(MOST_VALUES).reduce((sum, { count }) => sum + count, 0);
  return { kind: 'values', missing, values: values.slice(0, MOST_VALUES), others };
}

// Letters and digits, two at the least, as the text encoders have it.
const WORD = /[\p{L}\p{N}_]{2,}/gu;

function textsOf({ values }: TextColumn): Distribution {
  const known = values.filter((text) => text !== '');
  const counts = new Map<string, number>();
  for (const text of known)
    for (const word of new Set(text.toLowerCase().match(WORD))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return {
    kind: 'texts',
    missing: values.length - known.length,
    distinct: new Set(known).size,
    words: [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count)
      .slice(0, MOST_VALUES),
  };
}

function numbersOf(all: Float64Array, isDate = false): Distribution {
  const known = all.filter(Number.isFinite);
  const missing = all.length - known.length;
  if (known.length === 0)
    return { kind: 'numbers', missing, isDate, minimum: null, maximum: null, counts: [] };
  const minimum = known.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const maximum = known.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
  return { kind: 'numbers', missing, isDate, minimum, maximum, counts: histogram(known, BINS) };
}
