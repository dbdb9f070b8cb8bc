// What an exported model knows of hashed columns: the categories of training, each as Hone hashes it.
import { expect, test } from 'vitest';
import { encodeRows } from '../../../src/core/preparation/encode-rows';
import {
  hashTable,
  textInputs,
  whyNotExportable,
  withKnownHashes,
} from '../../../src/core/preparation/exportable';
import { fitPreparation } from '../../../src/core/preparation/fit-preparation';
import { recipeSchema } from '../../../src/core/recipe/recipe';
import type { Table } from '../../../src/core/table';

const FEATURES = 6;
const table: Table = {
  rows: 6,
  columns: [
    {
      name: 'city',
      type: 'category',
      categories: ['Busan', 'Oslo', 'Seoul', 'Ulm'],
      codes: Int32Array.of(2, 0, 1, 2, 3, -1),
    },
    { name: 'y', type: 'number', values: Float64Array.of(1, 2, 3, 4, 5, 6) },
  ],
};
const recipe = recipeSchema.parse({
  data: { target: 'y' },
  prepare: { encoder: { kind: 'hashing', features: FEATURES } },
});
// Ulm is in none of the training rows.
const preparation = fitPreparation(table, Int32Array.of(0, 1, 2, 3), recipe);

test('the table holds what the rows are encoded as, and zeros for the rest', () => {
  expect(textInputs(preparation)).toEqual([
    { name: 'city', type: 'category', categories: ['Busan', 'Oslo', 'Seoul'], hashed: true },
  ]);
  const rowsOf = (values: Float32Array) =>
    Array.from({ length: values.length / FEATURES }, (_, row) =>
      Array.from(values.subarray(row * FEATURES, (row + 1) * FEATURES)),
    );
  const [none, busan, oslo, seoul] = rowsOf(hashTable(preparation.hashed[0]!));
  expect(none).toEqual(Array(FEATURES).fill(0));
  const encoded = rowsOf(encodeRows(table, preparation).numbers);
  expect(encoded.slice(0, 4)).toEqual([seoul, busan, oslo, seoul]);
  expect(encoded[4]?.some((value) => value !== 0)).toBe(true);
  const known = rowsOf(encodeRows(withKnownHashes(table, preparation), preparation).numbers);
  expect(known).toEqual([seoul, busan, oslo, seoul, none, none]);
});

test('texts, and categories that an earlier model did not store, are named', () => {
  expect(whyNotExportable(preparation)).toBeNull();
  const [feature] = preparation.hashed;
  const { categories: _categories, ...earlier } = feature!;
  expect(whyNotExportable({ hashed: [earlier] })).toMatchObject({ place: { column: 'city' } });
  const words = { ...earlier, type: 'text' as const };
  expect(whyNotExportable({ hashed: [feature!, words] })?.message).toContain('words or characters');
});
