// The contract of a recurrent cell: one time step as a pure function of tensors.
import type { z } from 'zod';
import type { Ops, Tensor } from '../../tensor';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';
import type { Initializer } from '../initializers/initializer';

export interface Cell {
  /** Width of the kernels in multiples of the units. */
  gates: number;
  /** Tensors [rows, units] that go from step to step; the first is the output. */
  states: number;
  /** First values of the biases, each [gates · units]. */
  biases: readonly { name: string; initializer: Initializer }[];
  /**
   * The products of a step: x [rows, features], the states before it and the weights (kernel [features, gates · units],
   * recurrent kernel [units, gates · units], biases) to sums [rows, …]. Linear in each of its arguments, so that a
   * compiled gradient need not compute it again.
   */
  sums(ops: Ops, x: Tensor, states: readonly Tensor[], weights: readonly Tensor[]): Tensor[];
  /** The rest of the step: the sums and the states before to the states after. */
  next(ops: Ops, sums: readonly Tensor[], states: readonly Tensor[]): Tensor[];
}

/** A recurrence over time, as a layer asks for it. */
export interface Recurrence {
  cell: Cell;
  units: number;
  /** [steps, rows, features]. */
  inputs: Tensor;
  /** As the cell's step takes them. */
  weights: readonly Tensor[];
  /** From the last step to the first. */
  reverse: boolean;
  /** False where no variable lies before the inputs: a compiled recurrence then spares their gradient. */
  inputsLearn: boolean;
}

/** The outputs [steps, rows, units]; that of step t stands at place t in either direction. States start at zero. */
export type Recur = (ops: Ops, recurrence: Recurrence) => Tensor;

export function defineCell<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): Cell },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): Cell }>(choice);
}
