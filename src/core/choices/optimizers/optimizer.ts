// The contract of an optimizer: a pure update of one parameter tensor and its slots, or of all parameters at once.
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
  /** Names of the running statistics kept for each parameter; empty where `whole` is given. */
  slots: readonly string[];
  /** The next parameter and slots. Throws where `whole` is given: that one is to be called instead. */
  update(ops: Ops, input: UpdateInput): { parameter: Tensor; slots: Record<string, Tensor> };
  /**
   * Decoupled weight decay that belongs to the optimizer: the step shrinks every kernel, θ ← θ − rate·decay·θ, before
   * the update, as torch.optim.AdamW does. No part of `update`.
   */
  weightDecay?: number;
  /** For methods that see all parameters at once. */
  whole?: WholeUpdate;
}

/** A slot of a whole update, zero before the first step. */
export interface WholeSlot {
  name: string;
  shape: readonly number[];
}

export interface WholeInput {
  /** [P]: all trainable parameters in the network's order, flattened and joined. */
  parameters: Tensor;
  /** [P]. */
  gradient: Tensor;
  /** One tensor per slot, zero before the first step. */
  slots: Record<string, Tensor>;
  /** Scalar. */
  learningRate: Tensor;
  /** Scalar float, 1 at the first step. */
  step: Tensor;
  /** The loss of this batch, penalties included, at other parameters [P]: a scalar. Forward only. */
  loss(parameters: Tensor): Tensor;
}

/** An update of all parameters together. Traceable: no value is read, selections are made by `where`. */
export interface WholeUpdate {
  slots(parameters: number): readonly WholeSlot[];
  update(ops: Ops, input: WholeInput): { parameters: Tensor; slots: Record<string, Tensor> };
}

export function defineOptimizer<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): Optimizer },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): Optimizer }>(choice);
}
