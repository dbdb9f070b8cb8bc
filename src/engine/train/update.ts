// From the gradients of a batch to the next state: accumulation, weight decay, optimizer, max-norm, averaging.
import { sizeOf } from '../../core/choices/initializers/size-of';
import type { VariableSpec } from '../../core/choices/layers/layer';
import type { Ops, Tensor } from '../../core/tensor';
import type { Batch } from './gradients';
import type { NamedTensors, StepDefinition } from './step';

export interface UpdateSource {
  /** The state by name. */
  values: NamedTensors;
  dials: NamedTensors;
  batch: Batch;
}

/** The entries of the state that change, by name. */
export function updateState(ops: Ops, definition: StepDefinition, source: UpdateSource): NamedTensors {
  const { values, dials, batch } = source;
  const trainable = definition.network.variables.filter((variable) => variable.trainable);
  const next: NamedTensors = { ...batch.updated };
  let { gradients } = batch;
  let updates: Tensor | null = null;
  if (definition.accumulates) {
    updates = ops.greater(dials.apply as Tensor, 0);
    const sums = trainable.map(({ name }, i) =>
      ops.add(values[`accumulated/${name}`] as Tensor, gradients[i] as Tensor),
    );
    const left = ops.cast(ops.logicalNot(updates), 'float32');
    trainable.forEach(({ name }, i) => {
      next[`accumulated/${name}`] = ops.mul(sums[i] as Tensor, left);
    });
    gradients = sums.map((sum) => ops.mul(sum, dials.apply as Tensor));
  }
  gradients = clipped(ops, definition, values, gradients);
  const step = ops.add(values['counter/update'] as Tensor, ops.scalar(1, 'int32'));
  const changed: NamedTensors = { 'counter/update': step };
  const count = ops.cast(step, 'float32');
  if (definition.optimizer.whole) updateWhole(ops, definition, source, gradients, count, changed);
  else updateEach(ops, definition, source, gradients, count, changed);
  shorten(ops, definition, trainable, changed);
  for (const [name, value] of Object.entries(changed)) {
    next[name] = updates ? choose(ops, updates, value, values[name] as Tensor) : value;
  }
  if (definition.averages) updateAverages(ops, definition, source, next);
  return next;
}

function clipped(
  ops: Ops,
  { clip, network }: StepDefinition,
  values: NamedTensors,
  gradients: Tensor[],
): Tensor[] {
  if (!clip) return gradients;
  const trainable = network.variables.filter((variable) => variable.trainable);
  return clip(
    ops,
    trainable.map(({ name, shape }, i) => ({
      parameter: values[`variable/${name}`] as Tensor,
      gradient: gradients[i] as Tensor,
      isKernel: shape.length > 1,
    })),
  );
}

/** A scalar condition, repeated to the shape of the values. */
function choose(ops: Ops, condition: Tensor, yes: Tensor, no: Tensor): Tensor {
  if (yes.dtype === 'int32') {
    const one = ops.cast(condition, 'int32');
    return ops.add(no, ops.mul(ops.sub(yes, no), one));
  }
  return ops.where(condition.reshape(yes.shape.map(() => 1)), yes, no);
}

function rateOf(ops: Ops, { rateFactors }: StepDefinition, name: string, dials: NamedTensors): Tensor {
  const factor = rateFactors.get(name) ?? 1;
  const rate = dials.learningRate as Tensor;
  return factor === 1 ? rate : ops.mul(rate, factor);
}

/** θ·(1 − rate·decay) for kernels: Loshchilov and Hutter 2019 (arXiv 1711.05101), as torch.optim.AdamW. */
function decayed(
  ops: Ops,
  definition: StepDefinition,
  { name, regularized }: VariableSpec,
  { values, dials }: UpdateSource,
): Tensor {
  const parameter = values[`variable/${name}`] as Tensor;
  const exempt = !regularized || definition.notDecayed.some((text) => name.includes(text));
  if (!definition.weightDecay || exempt) return parameter;
  const share = ops.mul(rateOf(ops, definition, name, dials), dials.weightDecay as Tensor);
  return ops.mul(parameter, ops.sub(1, share));
}

function updateEach(
  ops: Ops,
  definition: StepDefinition,
  source: UpdateSource,
  gradients: readonly Tensor[],
  step: Tensor,
  changed: NamedTensors,
): void {
  const { optimizer, network } = definition;
  const trainable = network.variables.filter((variable) => variable.trainable);
  trainable.forEach((variable, i) => {
    const { name } = variable;
    const slots = Object.fromEntries(
      optimizer.slots.map((slot) => [slot, source.values[`slot/${slot}/${name}`] as Tensor]),
    );
    const updated = optimizer.update(ops, {
      parameter: decayed(ops, definition, variable, source),
      gradient: gradients[i] as Tensor,
      slots,
      learningRate: rateOf(ops, definition, name, source.dials),
      step,
    });
    changed[`variable/${name}`] = updated.parameter;
    for (const [slot, value] of Object.entries(updated.slots)) changed[`slot/${slot}/${name}`] = value;
  });
}

/** All parameters as one vector, for optimizers that need them so. */
function updateWhole(
  ops: Ops,
  definition: StepDefinition,
  source: UpdateSource,
  gradients: readonly Tensor[],
  step: Tensor,
  changed: NamedTensors,
): void {
  const { optimizer, network } = definition;
  const trainable = network.variables.filter((variable) => variable.trainable);
  const sizes = trainable.map(({ shape }) => sizeOf(shape));
  const join = (parts: readonly Tensor[]) =>
    parts.length === 1
      ? ops.reshape(parts[0] as Tensor, [-1])
      : ops.concat(
          parts.map((part) => ops.reshape(part, [-1])),
          0,
        );
  const part = (vector: Tensor): Tensor[] =>
    (ops.split(vector, sizes, 0) as Tensor[]).map((piece, i) =>
      ops.reshape(piece, [...(trainable[i] as VariableSpec).shape]),
    );
  const slotNames = Object.keys(source.values).filter((name) => name.startsWith('whole/'));
  const slots = Object.fromEntries(
    slotNames.map((name) => [name.slice('whole/'.length), source.values[name] as Tensor]),
  );
  const updated = (optimizer.whole as NonNullable<typeof optimizer.whole>).update(ops, {
    parameters: join(trainable.map((variable) => decayed(ops, definition, variable, source))),
    gradient: join(gradients),
    slots,
    learningRate: source.dials.learningRate as Tensor,
    step,
    loss: (parameters) => source.batch.lossAt(part(parameters)),
  });
  part(updated.parameters).forEach((parameter, i) => {
    changed[`variable/${(trainable[i] as VariableSpec).name}`] = parameter;
  });
  for (const [slot, value] of Object.entries(updated.slots)) changed[`whole/${slot}`] = value;
}

/** Max-norm: no unit's weight vector is longer than the limit; source: keras.constraints.MaxNorm(axis=0). */
function shorten(
  ops: Ops,
  { maxNorm }: StepDefinition,
  trainable: readonly VariableSpec[],
  changed: NamedTensors,
): void {
  if (maxNorm === 0) return;
  for (const { name } of trainable.filter((variable) => variable.regularized)) {
    const kernel = changed[`variable/${name}`] as Tensor;
    const norms = ops.sqrt(ops.sum(ops.square(kernel), 0, true));
    const wanted = ops.minimum(norms, maxNorm);
    changed[`variable/${name}`] = ops.mul(kernel, ops.div(wanted, ops.add(norms, 1e-7)));
  }
}

/** average + weight·(variable − average), moving statistics included. */
function updateAverages(
  ops: Ops,
  { network }: StepDefinition,
  { values, dials }: UpdateSource,
  next: NamedTensors,
): void {
  for (const { name } of network.variables) {
    const average = values[`average/${name}`] as Tensor;
    const present = next[`variable/${name}`] ?? (values[`variable/${name}`] as Tensor);
    const way = ops.mul(ops.sub(present, average), dials.average as Tensor);
    next[`average/${name}`] = ops.add(average, way);
  }
}
