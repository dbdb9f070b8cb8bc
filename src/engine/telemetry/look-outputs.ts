// What a look into a training computes, as one vector: gradients, weights, the next update, and the layers' outputs.
import { sizeOf } from '../../core/choices/initializers/size-of';
import type { Layer } from '../../core/choices/layers/layer';
import { createRandom, streamOf } from '../../core/random';
import type { Ops, Tensor } from '../../core/tensor';
import { batchGradients } from '../train/gradients';
import { byName, readDials, type StepDefinition, type StepInput } from '../train/step';
import type { StepOps } from '../train/step-ops';
import { updateState } from '../train/update';

/** Outputs of a layer that its sketch is drawn from; those of a large layer are a fixed random choice. */
const MOST_SAMPLES = 1024;

/** Numbers of a trained variable: sums of squares of its gradient, its values and its update. */
export const VARIABLE_NUMBERS = 3;
/** Numbers of a layer in front of its samples: mean, deviation, least, greatest, saturated, dead. */
export const LAYER_NUMBERS = 6;

export interface SeenLayer {
  layer: Layer;
  /** Outputs that were taken as samples. */
  samples: number;
}

export interface LookOutputs {
  /** [loss, …VARIABLE_NUMBERS per trained variable, …(LAYER_NUMBERS and samples) per layer]. */
  vector: Tensor;
  /** Those that there is something to tell of, in the order of the vector. */
  layers: SeenLayer[];
  /** To be disposed of by the caller. */
  kept: Tensor[];
}

/** The mathematics of a training step on these rows, up to the update, with every layer's output summed up on the way. */
export function lookOutputs(ops: Ops, definition: StepDefinition, input: StepInput): LookOutputs {
  const values = byName(definition, input.state);
  const dials = readDials(ops, input.dials);
  const layers: SeenLayer[] = [];
  const seen: Tensor[] = [];
  const batch = batchGradients(ops, definition, {
    ...input,
    values,
    dials,
    observe(layer, output) {
      // An optimizer that looks at the loss elsewhere runs the network again.
      if (!isTold(layer) || layers.some((known) => known.layer === layer)) return;
      const samples = sampled(ops, input.step, layer, output);
      layers.push({ layer, samples: samples.size });
      seen.push(ops.keep(ops.concat([summed(ops, layer, output), samples], 0)));
    },
  });
  const next = updateState(ops, definition, { values, dials, batch });
  const trainable = definition.network.variables.filter((variable) => variable.trainable);
  const norms = trainable.flatMap(({ name }, i) => {
    const weights = values[`variable/${name}`] as Tensor;
    const update = ops.sub(next[`variable/${name}`] as Tensor, weights);
    return [batch.gradients[i] as Tensor, weights, update].map((one) => ops.sum(ops.square(one)));
  });
  const numbers = ops.stack([ops.reshape(batch.loss, []), ...norms]);
  return { vector: ops.concat([numbers, ...seen], 0), layers, kept: [...batch.kept, ...seen] };
}

/** Layers with weights of their own and activations; of others, such as dropout, there is nothing to tell. */
function isTold({ name, variables, marks }: Layer): boolean {
  return marks !== undefined || variables.some((variable) => variable.name.startsWith(`${name}/`));
}

function sampled(ops: Ops, { lookup }: StepOps, { name }: Layer, output: Tensor): Tensor {
  const size = sizeOf(output.shape);
  const flat = ops.reshape(output, [-1]);
  if (size <= MOST_SAMPLES) return flat;
  const random = createRandom(size, streamOf(`sketch/${name}`));
  const places = Int32Array.from({ length: MOST_SAMPLES }, () => random.integer(size));
  return lookup(flat, ops.tensor1d(places, 'int32'));
}

/** [LAYER_NUMBERS]; a share that the layer has no mark for is 0. */
function summed(ops: Ops, { marks }: Layer, output: Tensor): Tensor {
  const mean = ops.mean(output);
  const deviation = ops.sqrt(ops.mean(ops.square(ops.sub(output, mean))));
  const saturated = marks?.saturated && ops.mean(ops.cast(marks.saturated(ops, output), 'float32'));
  const dead = marks?.dead && deadUnits(ops, marks.dead(ops, output), marks.units);
  const none = ops.scalar(0);
  return ops.stack([mean, deviation, ops.min(output), ops.max(output), saturated ?? none, dead ?? none]);
}

/** Share of the units that are marked in every row. */
function deadUnits(ops: Ops, mark: Tensor, units: number): Tensor {
  return ops.mean(ops.min(ops.reshape(ops.cast(mark, 'float32'), [-1, units]), 0));
}
