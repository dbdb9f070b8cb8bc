// `hone understand` in words: the target, what goes with it, and warnings with the settings that mend them.
import { expect, test } from 'vitest';
import { understandingText } from '../../src/cli/understanding-text';
import type { Understanding } from '../../src/core/run/understanding';
import { exampleAssociation } from '../../src/core/understanding/example';
import { profile } from './fake-session';

const found: Understanding = {
  ...{ rows: 150, sampledRows: 150, pairedColumns: 2 },
  target: {
    ...{ name: 'species', task: 'multiclass', known: 148, missing: 2 },
    classes: [
      { name: 'setosa', count: 50 },
      { name: 'virginica', count: 98 },
    ],
    ...{ histogram: [], quantiles: [], minimum: null, maximum: null, mean: null, deviation: null },
    ...{ skewness: null, kurtosis: null },
  },
  associations: [exampleAssociation('petal length', { correlationRatio: 0.97, alone: 0.9 })],
  pairs: {
    ...{ columns: ['petal length'], matrix: [1] },
    strongest: [
      {
        columns: ['petal length', 'petal width'],
        measure: 'spearman',
        value: 0.938,
        pearson: 0.96,
        rows: 150,
      },
    ],
  },
  duplicates: { rows: 1, groups: 1, shared: null, examples: [[101, 142]] },
  contradictions: { rows: 0, groups: 0, examples: [] },
  warnings: [
    {
      ...{ id: 'id-column', title: 'A column names the rows', severity: 'warning' },
      ...{ text: '"nr" names the rows: all 150 differ.', columns: ['nr'], evidence: [] },
      ...{ remedy: 'Ignore "nr"', changes: { 'data.ignore': ['nr'] } },
    },
    {
      ...{ id: 'target-copy', title: 'A column is a copy of the target', severity: 'warning' },
      ...{ text: '"kind" is "species" in other words.', columns: ['kind'], evidence: [] },
      ...{ remedy: 'Ignore "kind"', changes: { 'data.ignore': ['kind'] } },
    },
    {
      ...{ id: 'twin-columns', title: 'Two columns say the same', severity: 'notice' },
      ...{ text: 'Two go together by 1.', columns: [], evidence: [], remedy: '', changes: {} },
    },
  ],
  notes: ['Associations were worked out on 100 of 150 rows, drawn at random.'],
};

const next = (file: string) => ['hone', 'train', file, '--target', 'species'];

test('says it in words, and joins what mends the warnings in one training', () => {
  expect(
    understandingText(found, profile, { next: next('flowers.csv'), color: false }),
  ).toMatchInlineSnapshot(`
    "150 rows, 1 of them copies of others. "species" has 2 classes: virginica 66 %, setosa 34 %; 2 rows have no target.

    What goes with "species"
    column        kind    Pearson  Spearman  η or V  information  alone
    petal length  number                       0.97         0.05   0.90

    What goes together
    petal length  petal width  Spearman  0.938

    What may be wrong with the data
    warning: A column names the rows (id-column)
      "nr" names the rows: all 150 differ.
      Try: Ignore "nr".
        --set data.ignore=nr
    warning: A column is a copy of the target (target-copy)
      "kind" is "species" in other words.
      Try: Ignore "kind".
        --set data.ignore=kind
    notice: Two columns say the same (twin-columns)
      Two go together by 1.
    Associations were worked out on 100 of 150 rows, drawn at random.

    Next:
      hone train flowers.csv --target species --set data.ignore=nr,kind
    "
  `);
});

test('says so where nothing is wrong', () => {
  const text = understandingText({ ...found, warnings: [], notes: [] }, profile, {
    next: next('f.csv'),
    color: false,
  });
  expect(text).toContain('Nothing seems wrong with the data');
  expect(text).toContain('hone train f.csv --target species\n');
});
