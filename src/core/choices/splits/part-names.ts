// The words by which files say which part a row belongs to.
import { places } from './split';

const words: Record<string, number> = {
  train: places.train,
  training: places.train,
  tr: places.train,
  fit: places.train,
  learn: places.train,
  validation: places.validation,
  validate: places.validation,
  valid: places.validation,
  val: places.validation,
  dev: places.validation,
  development: places.validation,
  eval: places.validation,
  test: places.test,
  testing: places.test,
  tst: places.test,
  holdout: places.test,
};

/** The words that are usual, for messages. */
export const usualPartNames = 'train, validation and test';

/** The place that a word names, whatever its case and signs; null if it names none. */
export function placeNamed(word: string): number | null {
  return words[word.toLowerCase().replace(/[^a-z]/g, '')] ?? null;
}
