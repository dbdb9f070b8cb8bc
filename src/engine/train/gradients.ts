// Loss and gradients of one batch, with everything that training does to inputs and targets on the way.
import type { Layer, LayerContext } from '../../core/choices/layers/layer';
import type { Network } from '../../core/choices/models/model';
import type { Ops, Tensor, Tensor1D } from '../../core/tensor';
import { disturbInputs, mixRows, reconstructionRows } from './disturb';
import { penalty } from './penalty';
import { normalNumbers } from './random-ops';
import type { NamedTensors, StepDefinition, StepInput } from './step';

export interface BatchInput extends Omit<StepInput, 'dials'> {
  /** The state by name. */
  values: NamedTensors;
  dials: NamedTensors;
  /** Called with the output of every layer, which is gone once the gradients are known; for telemetry. */
  observe?(layer: Layer, output: Tensor): void;
}

export interface Batch {
  /** Scalar, penalties included. */
  loss: Tensor;
  /** In the order of the trainable variables, not clipped. */
  gradients: Tensor[];
  /** Next values of variables that layers update themselves, by `variable/…`. */
  updated: NamedTensors;
  /** The loss of the same batch with other parameters, in the order of the trainable variables. */
  lossAt(parameters: readonly Tensor[]): Tensor;
  /** To be disposed of by whoever runs the step. */
  kept: Tensor[];
}

export function batchGradients(ops: Ops, definition: StepDefinition, input: BatchInput): Batch {
  const { network } = definition;
  const trainable = network.variables.filter((variable) => variable.trainable);
  const kept: Tensor[] = [];
  const keep = (tensor: Tensor): Tensor => {
    kept.push(ops.keep(tensor));
    return tensor;
  };
  const forward = (parameters: readonly Tensor[], noteUpdate: (name: string, value: Tensor) => void) => {
    const current = Object.fromEntries(trainable.map(({ name }, i) => [name, parameters[i] as Tensor]));
    return batchLoss(ops, definition, input, current, noteUpdate);
  };
  const updated: NamedTensors = {};
  let loss: Tensor | undefined;
  // `grads` disposes of what its function made, except what is kept.
  const gradientsOf = ops.grads((...parameters: Tensor[]) => {
    loss = keep(
      forward(parameters, (name, value) => {
        updated[`variable/${name}`] = keep(value);
      }),
    );
    return loss.asScalar();
  });
  const gradients = gradientsOf(trainable.map(({ name }) => input.values[`variable/${name}`] as Tensor));
  return {
    loss: loss as Tensor,
    gradients,
    updated,
    lossAt: (parameters) => forward(parameters, () => {}),
    kept,
  };
}

/** The scalar that is minimized. */
function batchLoss(
  ops: Ops,
  definition: StepDefinition,
  input: BatchInput,
  current: NamedTensors,
  noteUpdate: (name: string, value: Tensor) => void,
): Tensor {
  const { loss, network } = definition;
  const context = trainingContext(ops, network, input, current, noteUpdate);
  const perRow = loss.trainingPerRow ?? loss.perRow;
  const x = disturbInputs(ops, definition, input.x, context);
  const target = input.y;
  const weigh = (rows: Tensor, weights: Tensor | null) => (weights ? ops.mul(rows, weights) : rows);
  let rows: Tensor;
  if (definition.aim === 'inputs') {
    const output = network.apply(ops, x, context);
    rows = reconstructionRows(ops, definition, { x: input.x, output }, context);
  } else if (definition.mixup) {
    const share = input.dials.mixup as Tensor;
    const output = network.apply(ops, mixRows(ops, definition, x, share), context);
    const own = weigh(perRow(ops, output, target), input.weights);
    const partner = perRow(ops, output, ops.reverse(target, 0) as Tensor1D);
    // A partner counts as much as it does in its own place.
    const partners = weigh(partner, input.weights && ops.reverse(input.weights, 0));
    rows = ops.add(ops.mul(own, share), ops.mul(partners, ops.sub(1, share)));
  } else {
    rows = weigh(perRow(ops, network.apply(ops, x, context), target), input.weights);
  }
  return penalty(ops, definition, current, input.dials, ops.mean(rows));
}

function trainingContext(
  ops: Ops,
  network: Network,
  { values, dials, keys, step, observe }: BatchInput,
  current: NamedTensors,
  noteUpdate: (name: string, value: Tensor) => void,
): LayerContext {
  const uniform = (site: string, shape: readonly number[]) => step.uniform(site, shape, keys);
  return {
    training: true,
    frozen: (layer) =>
      network.variables.every(({ name, trainable }) => !trainable || !name.startsWith(`${layer}/`)),
    variable: (name) => current[name] ?? (values[`variable/${name}`] as Tensor),
    update: noteUpdate,
    uniform,
    normal: (site, shape) => normalNumbers(ops, uniform, site, shape),
    dial: (name) => dials[name] as Tensor,
    lookup: step.lookup,
    ...(step.recur && { recur: step.recur }),
    ...(observe && { observe }),
  };
}
