// The parts as a column of the file names them.
import { z } from 'zod';
import { HoneError } from '../../errors';
import { permutation } from '../../random';
import { takeShares } from './shares';
import { byClass, defineSplit, partsByPlace, places, rowsWhere, type SplitInput } from './split';

export const column = defineSplit({
  kind: 'column',
  title: 'By a column',
  help: 'Takes the parts that a column of the file names: train, validation (valid, val, dev) and test. Needs the role Part. Rows without a word are left out.',
  source: 'sklearn.model_selection.PredefinedSplit',
  params: {
    validation: z.number().min(0.01).max(0.9).default(0.15).meta({
      title: 'Validation share',
      help: 'Share of the training rows that validate where the column names none for that.',
    }),
  },
  create: ({ validation }) => ({
    place: (input) => placeNamedRows(input, validation),
    parts: partsByPlace,
  }),
});

function placeNamedRows({ named, known, classes, random, testFile }: SplitInput, share: number): Uint8Array {
  if (!named) {
    throw new HoneError(
      'recipe-invalid',
      'The split goes by a column that names the parts, but none is given.',
      {
        place: { field: 'data.part' },
        fix: 'Set data.part to that column.',
      },
    );
  }
  const placed = named.slice();
  if (testFile) placed.forEach((place, row) => place === places.test && (placed[row] = places.nowhere));
  if (placed.includes(places.validation)) return placed;
  const rows = rowsWhere(placed, (place) => place === places.train);
  for (const row of rows)
    placed[row] = (known[row] as number) <= places.validation ? (known[row] as number) : places.unknown;
  const order = Array.from(permutation(rows.length, random), (i) => rows[i] as number);
  takeShares(classes ? byClass(order, classes) : [order], { validation: share, test: 0 }, placed);
  return placed;
}
