// A recurrent layer: a cell that goes over the time steps of each row, from the first, or from both ends.
import type { Cell, Recur } from '../cells/cell';
import { unrolled } from '../cells/unrolled';
import type { Initializer } from '../initializers/initializer';
import type { Ops, Tensor } from '../../tensor';
import type { Layer, LayerContext, VariableSpec } from './layer';
import type { SequenceShape } from './pooling';

export interface RecurrentSettings extends SequenceShape {
  cell: Cell;
  /** Name of the cell for people. */
  title: string;
  units: number;
  bidirectional: boolean;
  /** `last`: the output behind the whole sequence; `sequence`: that of every step. */
  returns: 'last' | 'sequence';
  initializer: Initializer;
  recurrentInitializer: Initializer;
  /** False for the first layer of a network, before which nothing learns. */
  inputsLearn: boolean;
}

/**
 * x [rows, steps · features] to [rows, units] or [rows, steps · units], time-major; twice the units where it is
 * bidirectional, forward ones first. Sources: keras.layers.RNN and Bidirectional (Schuster and Paliwal 1997).
 */
export function recurrent(name: string, settings: RecurrentSettings): Layer {
  const { steps, features, units, bidirectional, returns } = settings;
  const directions = bidirectional ? ['forward', 'backward'] : ['forward'];
  const specs = directions.map((direction) =>
    weightSpecs(bidirectional ? `${name}/${direction}` : name, settings),
  );
  const width = units * directions.length;
  return {
    name,
    title: `${bidirectional ? 'Bidirectional ' : ''}${settings.title} ${units}`,
    width: returns === 'last' ? width : steps * width,
    variables: specs.flat(),
    timeSteps: steps * directions.length,
    apply(ops, x, context) {
      const sequence = ops.transpose(ops.reshape(x, [-1, steps, features]), [1, 0, 2]);
      const outputs = specs.map((own, i) => runCell(ops, sequence, settings, own, i === 1, context));
      if (returns === 'last') {
        return sideBySide(
          ops,
          outputs.map((output, i) => atStep(ops, output, i === 1 ? 0 : steps - 1, units)),
          1,
        );
      }
      const whole = ops.transpose(sideBySide(ops, outputs, 2), [1, 0, 2]);
      return ops.reshape(whole, [-1, steps * width]);
    },
  };
}

/** Kernel, recurrent kernel and biases of one direction, in the order in which the cell takes them. */
function weightSpecs(name: string, settings: RecurrentSettings): VariableSpec[] {
  const { cell, features, units, initializer, recurrentInitializer } = settings;
  const width = cell.gates * units;
  const spec = (part: string, rows: number | null, initializer: Initializer): VariableSpec => ({
    name: `${name}/${part}`,
    shape: rows === null ? [width] : [rows, width],
    initializer,
    fanIn: rows ?? width,
    fanOut: width,
    trainable: true,
    regularized: rows !== null,
  });
  return [
    spec('kernel', features, initializer),
    spec('recurrent-kernel', units, recurrentInitializer),
    ...cell.biases.map((bias) => spec(bias.name, null, bias.initializer)),
  ];
}

/** The outputs [steps, rows, units] of one direction. */
function runCell(
  ops: Ops,
  inputs: Tensor,
  { cell, units, inputsLearn }: RecurrentSettings,
  specs: readonly VariableSpec[],
  reverse: boolean,
  context: LayerContext,
): Tensor {
  const recur: Recur = context.recur ?? unrolled;
  const weights = specs.map((spec) => context.variable(spec.name));
  return recur(ops, { cell, units, inputs, weights, reverse, inputsLearn });
}

/** One step of [steps, rows, units]: [rows, units]. */
function atStep(ops: Ops, outputs: Tensor, step: number, units: number): Tensor {
  return ops.reshape(ops.slice(outputs, [step, 0, 0], [1, -1, units]), [-1, units]);
}

const sideBySide = (ops: Ops, parts: Tensor[], axis: number): Tensor =>
  parts.length === 1 ? (parts[0] as Tensor) : ops.concat(parts, axis);
