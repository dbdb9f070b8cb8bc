// One training step as a pure function of tensors: what the compiler records and the eager executor runs.
import type { LayerContext } from '../../core/choices/layers/layer';
import type { Loss } from '../../core/choices/losses/loss';
import type { Network } from '../../core/choices/models/model';
import type { Optimizer } from '../../core/choices/optimizers/optimizer';
import type { Ops, Tensor, Tensor1D } from '../../core/tensor';
import type { StateEntry } from './state';

export interface StepDefinition {
  network: Network;
  loss: Loss;
  optimizer: Optimizer;
  layout: readonly StateEntry[];
  /** Weights of the penalties Σ|w| and Σw². */
  l1: number;
  l2: number;
}

export interface StepInput {
  /** [rows, inputs] and [rows]: the batch. */
  x: Tensor;
  y: Tensor1D;
  /** Scalar. */
  learningRate: Tensor;
  /** In the order of the layout. */
  state: readonly Tensor[];
  /** Uniform numbers for that site at this step; `step` is the state's counter. */
  uniform(site: string, shape: readonly number[], step: Tensor): Tensor;
}

export interface StepOutput {
  /** In the order of the layout. */
  state: Tensor[];
  /** Tensors that outlive a surrounding tidy and that the caller must dispose of. */
  kept: Tensor[];
}

type NamedTensors = Record<string, Tensor>;

/** Forward, backward, update. */
export function trainingStep(ops: Ops, definition: StepDefinition, input: StepInput): StepOutput {
  const { network, layout } = definition;
  const values: NamedTensors = {};
  layout.forEach((entry, i) => {
    values[entry.name] = input.state[i] as Tensor;
  });
  const step = values['counter/step'] as Tensor;
  const kept: Tensor[] = [];
  const next: NamedTensors = {};

  const trainable = network.variables.filter((variable) => variable.trainable);
  const gradientOf = ops.grads((...parameters: Tensor[]) => {
    const current: NamedTensors = {};
    trainable.forEach((variable, i) => {
      current[variable.name] = parameters[i] as Tensor;
    });
    const context: LayerContext = {
      training: true,
      variable: (name) => current[name] ?? (values[`variable/${name}`] as Tensor),
      update(name, value) {
        next[`variable/${name}`] = keep(ops, value, kept);
      },
      uniform: (site, shape) => input.uniform(site, shape, step),
    };
    const output = network.apply(ops, input.x, context);
    const loss = ops.add(
      ops.mean(definition.loss.perRow(ops, output, input.y)),
      penalty(ops, definition, current),
    );
    next.loss = keep(ops, loss, kept);
    return loss.asScalar();
  });
  const gradients = gradientOf(trainable.map((variable) => values[`variable/${variable.name}`] as Tensor));

  const count = ops.cast(ops.add(step, 1), 'float32');
  trainable.forEach((variable, i) => {
    const updated = definition.optimizer.update(ops, {
      parameter: values[`variable/${variable.name}`] as Tensor,
      gradient: gradients[i] as Tensor,
      slots: Object.fromEntries(
        definition.optimizer.slots.map((slot) => [slot, values[`slot/${slot}/${variable.name}`] as Tensor]),
      ),
      learningRate: input.learningRate,
      step: count,
    });
    next[`variable/${variable.name}`] = updated.parameter;
    for (const [slot, value] of Object.entries(updated.slots)) next[`slot/${slot}/${variable.name}`] = value;
  });

  const rows = input.x.shape[0] as number;
  const weighted = (sum: string, value: Tensor) => ops.add(values[sum] as Tensor, ops.mul(value, rows));
  next['counter/step'] = ops.add(step, ops.scalar(1, 'int32'));
  next['sum/loss'] = weighted('sum/loss', next.loss as Tensor);
  next['sum/gradient-norm'] = weighted('sum/gradient-norm', globalNorm(ops, gradients));
  return { state: layout.map((entry) => next[entry.name] ?? (values[entry.name] as Tensor)), kept };
}

/** `grads` disposes of what its function made, except what is kept. */
function keep(ops: Ops, tensor: Tensor, kept: Tensor[]): Tensor {
  kept.push(ops.keep(tensor));
  return tensor;
}

/** L1 and L2 over the kernels; source: keras.regularizers.L1L2. */
function penalty(ops: Ops, { network, l1, l2 }: StepDefinition, current: NamedTensors): Tensor {
  let sum: Tensor = ops.scalar(0);
  if (l1 === 0 && l2 === 0) return sum;
  for (const variable of network.variables.filter((item) => item.regularized)) {
    const weights = current[variable.name] as Tensor;
    if (l1 > 0) sum = ops.add(sum, ops.mul(ops.sum(ops.abs(weights)), l1));
    if (l2 > 0) sum = ops.add(sum, ops.mul(ops.sum(ops.square(weights)), l2));
  }
  return sum;
}

/** Euclidean norm over all gradients together. */
function globalNorm(ops: Ops, gradients: readonly Tensor[]): Tensor {
  const squares = gradients.map((gradient) => ops.sum(ops.square(gradient)));
  return ops.sqrt(squares.reduce((sum, square) => ops.add(sum, square)));
}
