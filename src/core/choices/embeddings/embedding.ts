// The contract of a number embedding: each number becomes several, all learned.
import type { z } from 'zod';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';
import type { Layer } from '../layers/layer';

/** Makes the layer of that name, x [rows, numbers] to [rows, numbers · size]; null where numbers stay as they are. */
export type NumberEmbedding = (name: string, numbers: number) => Layer | null;

export function defineEmbedding<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): NumberEmbedding },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): NumberEmbedding }>(choice);
}
