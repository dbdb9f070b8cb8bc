// The contract of a normalization between hidden layers: a layer for a width, or none at all.
import { z } from 'zod';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';
import type { Layer } from '../layers/layer';

/** Makes the layer of that name for units [rows, width]; null where nothing is normalized. */
export type Normalization = (name: string, width: number) => Layer | null;

export function defineNormalization<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): Normalization },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): Normalization }>(choice);
}

export const epsilon = z.number().min(1e-9).max(1).default(1e-3).meta({
  title: 'Epsilon',
  help: 'Added to the variance, so that nothing is divided by zero.',
  scale: 'log',
  level: 'expert',
});
