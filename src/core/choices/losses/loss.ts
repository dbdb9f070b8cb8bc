// The contract of a loss: a number per row from the network's raw output and the target.
import type { z } from 'zod';
import type { Ops, Tensor, Tensor1D } from '../../tensor';
import type { Task } from '../../task';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

/**
 * How a number is brought to a size that trains well: `standard` to mean 0 and deviation 1, `positive` divided by its
 * mean, so that it stays positive.
 */
export type TargetScale = 'standard' | 'positive';

/** What a positive prediction goes through behind the last layer. */
export type OutputLink = 'exp' | 'softplus';

export interface Loss {
  /**
   * output [rows, outputs] before the output activation; target [rows] float32: the class number for classification,
   * the scaled value for regression. Returns [rows]; its mean is what evaluation reports.
   */
  perRow(ops: Ops, output: Tensor, target: Tensor1D): Tensor1D;
  /** What training minimizes where that is not `perRow`, such as with smoothed labels. */
  trainingPerRow?(ops: Ops, output: Tensor, target: Tensor1D): Tensor1D;
  /**
   * Network output to prediction: probabilities [rows, classes] (both columns for binary) or values [rows, n], whose
   * column 0 is the prediction and whose others are `quantiles`.
   */
  predict(ops: Ops, output: Tensor): Tensor;
  /** Width of the network's output layer for so many classes (1 for regression). */
  outputs(classes: number): number;
  /**
   * Raw output of a model that looks at no feature: the best constant for these targets (as `perRow` takes them), or
   * one close to it where the best has no closed form.
   */
  constant(target: ArrayLike<number>, classes: number): number[];
  /** `standard` unless given. Regression only. */
  targetScale?: TargetScale;
  /** Levels, ascending, of the predicted columns behind the first; none unless given. Regression only. */
  quantiles?: readonly number[];
  /** Where the raw output already goes through one. Regression only. */
  link?: OutputLink;
}

export function defineLoss<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & {
    tasks: readonly Task[];
    create(settings: Settings<Kind, Shape>): Loss;
  },
) {
  return describeChoice<
    Kind,
    Shape,
    { tasks: readonly Task[]; create(settings: Settings<Kind, Shape>): Loss }
  >(choice);
}

/** A loss of the difference output − target [rows] alone, for numbers. */
export function lossOfDifference(
  perDifference: (ops: Ops, difference: Tensor) => Tensor,
  constant: (target: ArrayLike<number>) => number,
): Loss {
  return {
    perRow: (ops, output, target) =>
      perDifference(ops, ops.sub(ops.reshape(output, [-1]), target)) as Tensor1D,
    predict: (_ops, output) => output,
    outputs: () => 1,
    constant: (target) => [constant(target)],
  };
}
