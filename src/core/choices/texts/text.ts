// The contract of a text encoder: it counts the pieces of a text in a fixed number of columns.
import type { z } from 'zod';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

export interface TextEncoder {
  /** Number of columns. */
  features: number;
  /** Writes the columns of one text from `at` on; they hold zeros before. '' leaves them so. */
  encode(text: string, into: Float32Array, at: number): void;
}

/** `create` is null where text columns are left out. */
export function defineText<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): TextEncoder | null },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): TextEncoder | null }>(choice);
}
