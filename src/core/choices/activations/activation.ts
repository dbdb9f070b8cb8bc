// The contract of an activation: a function of a tensor, element by element, sometimes with trainable numbers.
import type { z } from 'zod';
import type { Ops, Tensor } from '../../tensor';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

/** A trainable number that each unit has of its own. */
export interface ActivationParameter {
  name: string;
  /** First value, the same for every unit. */
  initial: number;
  /** Multiple of the learning rate at which it learns; 1 unless given. */
  rateFactor?: number;
}

export interface Activation {
  /** Empty for most. */
  parameters: readonly ActivationParameter[];
  /**
   * x […, units] to the same shape; `parameters` holds a tensor [units] for each of `parameters`. Finite in value and
   * gradient for |x| up to 10,000; made of ops that can be recorded and differentiated.
   */
  apply(ops: Ops, x: Tensor, parameters: Readonly<Record<string, Tensor>>): Tensor;
  /** Marks (bool, the shape of the output y) where y is so near a bound that next to no gradient passes. */
  saturated?(ops: Ops, y: Tensor): Tensor;
  /** Marks (bool, the shape of the output y) where the unit is off: y is 0 and no gradient passes at all. */
  dead?(ops: Ops, y: Tensor): Tensor;
}

/** An activation without trainable numbers. */
export function fixed(
  apply: (ops: Ops, x: Tensor) => Tensor,
  marks: Pick<Activation, 'saturated' | 'dead'> = {},
): Activation {
  return { parameters: [], apply, ...marks };
}

/** Share of the range from each bound within which an output counts as saturated. */
const NEAR_BOUND = 0.01;

/** Marks outputs within a hundredth of the range from `low` or `high`. */
export const nearBounds =
  (low: number, high: number) =>
  (ops: Ops, y: Tensor): Tensor => {
    const margin = NEAR_BOUND * (high - low);
    return ops.logicalOr(ops.less(y, low + margin), ops.greater(y, high - margin));
  };

/** Marks outputs that have come down to within a hundredth of the bound `low` below 0 (or of 0.01 for the bound 0). */
export const nearFloor =
  (low: number) =>
  (ops: Ops, y: Tensor): Tensor =>
    ops.less(y, low + NEAR_BOUND * (low === 0 ? 1 : Math.abs(low)));

/** Marks outputs that are exactly 0. */
export const atZero = (ops: Ops, y: Tensor): Tensor => ops.equal(y, 0);

export function defineActivation<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): Activation },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): Activation }>(choice);
}
