// Dividing ordered groups of rows into parts by their shares.
import { z } from 'zod';
import type { SettingsFault } from '../choice';
import { places } from './split';

export const shareParams = {
  validation: z.number().min(0.01).max(0.9).default(0.15).meta({
    title: 'Validation share',
    help: 'Share of the rows that judge each epoch and choose the best one.',
  }),
  test: z.number().min(0).max(0.9).default(0.2).meta({
    title: 'Test share',
    help: 'Share of the rows that are kept for the final figures. Unused when a test file is given.',
  }),
};

export interface Shares {
  validation: number;
  test: number;
}

// Less is not a training part worth the name, and adding up decimal shares leaves rounding noise.
const LEAST_TRAINING_SHARE = 0.05;

/** Validation and test together must leave rows to train on. */
export function checkShares({ validation, test }: Shares): SettingsFault | null {
  if (validation + test <= 1 - LEAST_TRAINING_SHARE + 1e-9) return null;
  return { field: 'test', message: 'and the validation share may take 0.95 of the rows at most, together' };
}

/**
 * Gives each new row of `placed` a place: from each group its share of validation and test rows, the rest for training.
 * Rows that have a place count towards the shares and keep it. Fractions of a row are carried over from group to group,
 * so the whole parts have the sizes asked for; one row of each group always trains. What a group is too small to give
 * is carried over as one row at most, so that many rare classes do not rob the frequent ones.
 */
export function takeShares(
  groups: readonly ArrayLike<number>[],
  { validation, test }: Shares,
  placed: Uint8Array,
): void {
  let owedValidation = 0;
  let owedTest = 0;
  for (const group of groups) {
    const { fresh, counts } = sortGroup(group, placed);
    owedValidation += group.length * validation - counts[places.validation];
    owedTest += group.length * test - counts[places.test];
    for (const [i, row] of fresh.entries()) {
      const isLast = i === fresh.length - 1 && counts[places.train] === 0;
      if (isLast || Math.max(owedValidation, owedTest) < 0.5) {
        placed[row] = places.train;
        counts[places.train]++;
      } else if (owedTest > owedValidation) {
        placed[row] = places.test;
        owedTest--;
      } else {
        placed[row] = places.validation;
        owedValidation--;
      }
    }
    owedValidation = Math.min(owedValidation, 1);
    owedTest = Math.min(owedTest, 1);
  }
}

/** The new rows of a group, and how many of the others are in each part. */
function sortGroup(group: ArrayLike<number>, placed: Uint8Array) {
  const fresh: number[] = [];
  const counts: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < group.length; i++) {
    const row = group[i] as number;
    const place = placed[row] as number;
    if (place === places.unknown) fresh.push(row);
    else if (place === places.train || place === places.validation || place === places.test) counts[place]++;
  }
  return { fresh, counts };
}

/** The shares as they hold: with a test file none of these rows tests. */
export function sharesOf<Given extends Shares>(shares: Given, { testFile }: { testFile: boolean }): Given {
  return testFile ? { ...shares, test: 0 } : shares;
}
