// The contract of a loss: a number per row from the network's raw output and the target.
import type { z } from 'zod';
import type { Ops, Tensor, Tensor1D } from '../../tensor';
import type { Task } from '../../task';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

export interface Loss {
  /**
   * output [rows, outputs] before the output activation; target [rows] float32: the class number for classification,
   * the standardized value for regression. Returns [rows]; the mean over the batch is what training minimizes.
   */
  perRow(ops: Ops, output: Tensor, target: Tensor1D): Tensor1D;
  /** Network output to prediction: probabilities [rows, classes] (both columns for binary) or values [rows, 1]. */
  predict(ops: Ops, output: Tensor): Tensor;
  /** Width of the network's output layer for so many classes (1 for regression). */
  outputs(classes: number): number;
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
