// The contract of an optimizer: a pure update of one parameter tensor and its slots.
import type { z } from 'zod';
import type { Ops, Tensor } from '../../tensor';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

export interface UpdateInput {
  /** Any shape. */
  parameter: Tensor;
  /** Same shape as the parameter. */
  gradient: Tensor;
  /** One tensor per name in `slots`, same shape as the parameter, zero before the first step. */
  slots: Record<string, Tensor>;
  /** Scalar. */
  learningRate: Tensor;
  /** Scalar float, 1 at the first step. */
  step: Tensor;
}

export interface Optimizer {
  /** Names of the running statistics kept for each parameter. */
  slots: readonly string[];
  update(ops: Ops, input: UpdateInput): { parameter: Tensor; slots: Record<string, Tensor> };
}

export function defineOptimizer<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): Optimizer },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): Optimizer }>(choice);
}
