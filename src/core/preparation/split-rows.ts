// Which rows train, choose the epoch and test.
import { createChoice } from '../choices/choice';
import { splits } from '../choices/splits';
import type { Parts, Splitter } from '../choices/splits/split';
import { HoneError } from '../errors';
import { createRandom, streamOf } from '../random';
import type { Recipe } from '../recipe/recipe';
import type { ResolvedTarget } from './resolve-target';

/**
 * Row numbers of the table for each part; rows without a target are in none. With a separate test file the test part
 * is empty and its share trains. The same recipe and table give the same parts. Throws a HoneError if the rows are too
 * few for a row in each part.
 */
export function splitRows(target: ResolvedTarget, recipe: Recipe, hasTestFile: boolean): Parts {
  const settings = hasTestFile ? { ...recipe.split, test: 0 } : recipe.split;
  const split = createChoice<Splitter>(splits, settings);
  const { rows, values } = target;
  const classes = target.task === 'regression' ? null : Int32Array.from(rows, (row) => values[row] as number);
  const random = createRandom(recipe.seed, streamOf('split'));
  const parts = split({ rows: rows.length, classes, random });
  requireRows(rows.length, parts, settings.test > 0);
  const inTable = (part: Int32Array) => part.map((row) => rows[row] as number);
  return { train: inTable(parts.train), validation: inTable(parts.validation), test: inTable(parts.test) };
}

function requireRows(rows: number, parts: Parts, wantsTest: boolean): void {
  const empty =
    parts.train.length === 0
      ? 'training'
      : parts.validation.length === 0
        ? 'validation'
        : wantsTest && parts.test.length === 0
          ? 'test'
          : null;
  if (!empty) return;
  const count = rows === 1 ? '1 row with a target is' : `${rows} rows with a target are`;
  throw new HoneError('data-invalid', `${count} too few: none is left for the ${empty} part.`, {
    place: { field: 'split' },
    fix: 'Add rows, or give that part a larger share in the split.',
  });
}
