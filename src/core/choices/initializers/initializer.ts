// The contract of a weight initializer: seeded numbers for one tensor.
import type { z } from 'zod';
import type { Random } from '../../random';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

export interface InitializerInput {
  /** For a dense kernel [inputs, outputs]. */
  shape: readonly number[];
  fanIn: number;
  fanOut: number;
  random: Random;
}

/** Values in row-major order, as many as the shape holds. */
export type Initializer = (input: InitializerInput) => Float32Array;

export function defineInitializer<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): Initializer },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): Initializer }>(choice);
}
