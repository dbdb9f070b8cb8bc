// Folds and gaps against scikit-learn; `splits.py` writes the golden values.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { splitBy } from '../core/choices/split-input';

interface Golden {
  plain: { rows: number; folds: number; sizes: number[] }[];
  stratified: { classes: number[]; folds: number; sizes: number[]; perClass: number[][] }[];
  grouped: { groups: number[]; folds: number; sizes: number[] }[];
  timed: { rows: number; folds: number; parts: { train: number; test: number[] }[] }[];
  gapped: { rows: number; test: number; gap: number; train: number[]; tested: number[] }[];
}

const file = path.join(import.meta.dirname, 'golden', 'splits.json');
const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;
const ascending = (a: number, b: number) => a - b;

/** The tested rows of each fold. */
function tested(folds: number, given: Parameters<typeof splitBy>[1]): Int32Array[] {
  return Array.from({ length: folds }, (_, i) => {
    const settings = { kind: 'k-fold', folds, fold: i + 1, validation: 0 };
    return splitBy(settings, given).validation;
  });
}

test.each(golden.plain)('KFold: $folds folds of $rows rows', ({ rows, folds, sizes }) => {
  expect(tested(folds, { rows }).map((part) => part.length)).toEqual(sizes);
});

test.each(golden.stratified)('StratifiedKFold: $folds folds', ({ classes, folds, sizes, perClass }) => {
  const given = { rows: classes.length, classes: Int32Array.from(classes) };
  const parts = tested(folds, given);
  // Which of the folds takes the rows that are over depends on the order in which the classes come up.
  expect(parts.map((part) => part.length).sort(ascending)).toEqual([...sizes].sort(ascending));
  for (const [k, counts] of perClass.entries()) {
    const found = parts.map((part) => part.filter((row) => classes[row] === k).length);
    expect(found.sort(ascending)).toEqual(counts);
  }
});

test.each(golden.grouped)('GroupKFold: $folds folds', ({ groups, folds, sizes }) => {
  const parts = tested(folds, { rows: groups.length, groups: Int32Array.from(groups) });
  expect(parts.map((part) => part.length).sort(ascending)).toEqual(sizes);
});

describe.each(golden.timed)('TimeSeriesSplit: $folds folds of $rows rows', ({ rows, folds, parts }) => {
  test.each(parts.map((part, i) => [i + 1, part] as const))('fold %i', (fold, part) => {
    const times = Float64Array.from({ length: rows }, (_, row) => row * 2);
    const settings = { kind: 'k-fold', folds, fold, validation: 0 };
    const { train, validation } = splitBy(settings, { rows, times });
    expect([...validation]).toEqual(part.test);
    expect([...train]).toEqual(Array.from({ length: part.train }, (_, row) => row));
  });
});

test.each(golden.gapped)(
  'TimeSeriesSplit with a gap of $gap',
  ({ rows, test: size, gap, train, tested: rowsTested }) => {
    const times = Float64Array.from({ length: rows }, (_, row) => row + 0.5);
    const settings = { kind: 'time-ordered', validation: size / rows, test: 0, gap };
    const parts = splitBy(settings, { rows, times });
    expect([...parts.validation]).toEqual(rowsTested);
    expect([...parts.train]).toEqual(train);
  },
);
