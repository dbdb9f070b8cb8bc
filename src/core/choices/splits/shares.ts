// Dividing ordered groups of rows into parts by their shares.
import { z } from 'zod';
import type { SettingsFault } from '../choice';
import type { Parts } from './split';

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
 * From each group its share of validation and test rows, the rest for training. Fractions of a row are carried over
 * from group to group, so the whole parts have the sizes asked for; one row of each group always trains. What a group
 * is too small to give is carried over as one row at most, so that many rare classes do not rob the frequent ones.
 */
export function takeShares(groups: readonly ArrayLike<number>[], { validation, test }: Shares): Parts {
  const parts = { train: [] as number[], validation: [] as number[], test: [] as number[] };
  let owedValidation = 0;
  let owedTest = 0;
  for (const group of groups) {
    owedValidation += group.length * validation;
    owedTest += group.length * test;
    for (let i = 0; i < group.length; i++) {
      const row = group[i] as number;
      const isLast = i === group.length - 1;
      if (isLast || Math.max(owedValidation, owedTest) < 0.5) parts.train.push(row);
      else if (owedTest > owedValidation) {
        parts.test.push(row);
        owedTest--;
      } else {
        parts.validation.push(row);
        owedValidation--;
      }
    }
    owedValidation = Math.min(owedValidation, 1);
    owedTest = Math.min(owedTest, 1);
  }
  const ascending = (rows: number[]) => Int32Array.from(rows).sort();
  return {
    train: ascending(parts.train),
    validation: ascending(parts.validation),
    test: ascending(parts.test),
  };
}
