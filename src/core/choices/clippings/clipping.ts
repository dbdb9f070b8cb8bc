// The contract of gradient clipping: a pure bound on the gradients of a step, before the optimizer sees them.
import type { z } from 'zod';
import type { Ops, Tensor } from '../../tensor';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

export interface ClippingInput {
  parameter: Tensor;
  /** Same shape as the parameter. */
  gradient: Tensor;
  /** True for kernels, false for biases, normalization and other parameters of one axis. */
  isKernel: boolean;
}

/** The gradients of all trainable parameters of a step to their clipped ones, in the same order. */
export type Clipping = (ops: Ops, gradients: readonly ClippingInput[]) => Tensor[];

export function defineClipping<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): Clipping },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): Clipping }>(choice);
}
