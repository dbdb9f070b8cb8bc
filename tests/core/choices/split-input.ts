// Splitters as the tests call them.
import { createChoice } from '../../../src/core/choices/choice';
import { splitSchema, splits } from '../../../src/core/choices/splits';
import { type Parts, places, type SplitInput, type Splitter } from '../../../src/core/choices/splits/split';
import { createRandom } from '../../../src/core/random';

/** Rows that are split for the first time, with what the test says of them. */
export const inputOf = (given: { rows: number } & Partial<SplitInput>): SplitInput => ({
  classes: null,
  groups: null,
  times: null,
  named: null,
  testFile: false,
  random: createRandom(1),
  known: new Uint8Array(given.rows).fill(places.unknown),
  ...given,
});

/** The kind of a splitter with some of its settings. */
export type SplitSettings = { kind: string } & Readonly<Record<string, unknown>>;

/** The parts by the settings of a splitter, its defaults filled in. */
export function splitBy(settings: SplitSettings, given: { rows: number } & Partial<SplitInput>): Parts {
  const splitter = createChoice<Splitter>(splits, splitSchema.parse(settings));
  const input = inputOf(given);
  return splitter.parts(splitter.place(input), input);
}

export const sizes = ({ train, validation, test }: Parts) => [train.length, validation.length, test.length];
