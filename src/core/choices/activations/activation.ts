// The contract of an activation: a function of a tensor, element by element.
import type { z } from 'zod';
import type { Ops, Tensor } from '../../tensor';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

export type Activation = (ops: Ops, x: Tensor) => Tensor;

export function defineActivation<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): Activation },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): Activation }>(choice);
}
