// Dividing ordered groups of rows into parts by their shares.
import { z } from 'zod';
import type { SettingsFault } from '../choice';
import type { Parts } from './split';

export const shareParams = {
  validation: z.number().min(0.01).max(0.9).default(0.2).meta({
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
 * from group to group, so the whole parts have the sizes asked for; a group of one row always trains.
 */
export function takeShares(groups: readonly ArrayLike<number>[], { validation, test }: Shares): Parts {
  const parts = { train: [] as number[], validation: [] as number[], test: [] as number[] };
  let owedValidation = 0;
  let owedTest = 0;
  for (const group of groups) {
    owedValidation += group.length * validation;
    owedTest += group.length * test;
    const forTest = Math.min(Math.round(owedTest), group.length - 1);
    const forValidation = Math.max(0, Math.min(Math.round(owedValidation), group.length - 1 - forTest));
    owedTest -= forTest;
    owedValidation -= forValidation;
    const rows = Array.from(group);
    for (const row of rows.slice(0, forTest)) parts.test.push(row);
    for (const row of rows.slice(forTest, forTest + forValidation)) parts.validation.push(row);
    for (const row of rows.slice(forTest + forValidation)) parts.train.push(row);
  }
  const ascending = (rows: number[]) => Int32Array.from(rows).sort();
  return {
    train: ascending(parts.train),
    validation: ascending(parts.validation),
    test: ascending(parts.test),
  };
}
