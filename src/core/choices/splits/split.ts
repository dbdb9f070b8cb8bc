// The contract of a splitter: which row goes to which part.
import type { z } from 'zod';
import type { Random } from '../../random';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

/** Row numbers of each part, ascending, without overlap. */
export interface Parts {
  train: Int32Array;
  validation: Int32Array;
  test: Int32Array;
}

export interface SplitInput {
  rows: number;
  /** Class number of each row, or null for regression. */
  classes: Int32Array | null;
  random: Random;
}

export type Splitter = (input: SplitInput) => Parts;

export function defineSplit<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): Splitter },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): Splitter }>(choice);
}
