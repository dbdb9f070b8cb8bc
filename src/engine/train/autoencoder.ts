// Autoencoders around the hidden layers of a network: what pre-training trains to reconstruct its inputs.
import { activations } from '../../core/choices/activations';
import type { Activation } from '../../core/choices/activations/activation';
import { createChoice, describeKind } from '../../core/choices/choice';
import { glorotUniform } from '../../core/choices/initializers/glorot-uniform';
import { activate } from '../../core/choices/layers/activate';
import { dense } from '../../core/choices/layers/dense';
import type { Layer } from '../../core/choices/layers/layer';
import type { Loss } from '../../core/choices/losses/loss';
import { hiddenInitializer } from '../../core/choices/models/hidden-block';
import { undisturbed } from '../../core/choices/models';
import { type InputColumns, type Network, sequential } from '../../core/choices/models/model';
import { HoneError } from '../../core/errors';
import type { Recipe } from '../../core/recipe/recipe';
import type { Ops, Tensor, Tensor1D } from '../../core/tensor';
import { networkOf } from './step-of';

/** One autoencoder of a pre-training: all hidden layers at once, or one block of them on the output of those before. */
export interface Stage {
  /** Such as `Dense 256, ReLU`. */
  title: string;
  /** Layers that go over to the network that is trained afterwards, under the same names. */
  encoder: readonly Layer[];
  /** Encoder and decoder; its output has the width of `numbers`. */
  network: Network;
  /** Leading inputs of the stage that are numbers, and so reconstructed. */
  numbers: number;
}

/**
 * The autoencoders that a recipe's pre-training trains in turn, for rows of those columns. Decoders mirror the dense
 * layers and end in a linear layer (Vincent et al. 2010, JMLR 11). Dropout and hidden noise are left out: the corrupted
 * inputs take their place. Throws `recipe-invalid` where there is nothing to train or to reconstruct.
 */
export function autoencoders(recipe: Recipe, columns: InputColumns): Stage[] {
  const calm = { ...recipe, model: undisturbed(recipe.model) };
  const blocks = encoderBlocks(networkOf(calm, columns, 1));
  requireParts(recipe, blocks, columns);
  if (recipe.training.pretraining.layout === 'whole') return [wholeStage(calm, blocks, columns.numbers)];
  return blocks.map((encoder, i) => {
    const numbers = i === 0 ? columns.numbers : widthOf(blocks[i - 1] as Layer[]);
    return stageOf(encoder, [linear(`decoder-${i + 1}`, widthOf(encoder), numbers)], numbers);
  });
}

/** The layers in front of the output; a block begins at each dense or residual one. What stands before belongs to the first. */
function encoderBlocks({ layers }: Network): Layer[][] {
  const blocks: Layer[][] = [];
  let begun = false;
  for (const layer of layers.slice(0, -1)) {
    const begins = /^(dense|residual)-/.test(layer.name);
    if (blocks.length === 0 || (begins && begun)) blocks.push([]);
    (blocks.at(-1) as Layer[]).push(layer);
    begun ||= begins;
  }
  return blocks;
}

function requireParts({ model, training }: Recipe, blocks: readonly Layer[][], columns: InputColumns): void {
  if (!blocks.some((block) => block.some((layer) => layer.variables.some((one) => one.regularized)))) {
    throw new HoneError('recipe-invalid', 'A network without hidden layers has nothing to pre-train.', {
      place: { field: 'training.pretraining' },
      fix: 'Add a hidden layer, or switch pre-training off.',
    });
  }
  if (columns.numbers === 0) {
    throw new HoneError('recipe-invalid', 'Pre-training reconstructs numbers, and every input is a code.', {
      place: { field: 'training.pretraining' },
      fix: 'Use one-hot categories, or switch pre-training off.',
    });
  }
  if (training.pretraining.layout === 'layer-wise' && model.family !== 'mlp') {
    throw new HoneError(
      'recipe-invalid',
      `Layer-wise pre-training is for multi-layer perceptrons, and the model is ${model.family}.`,
      { place: { field: 'training.pretraining.layout' }, fix: 'Use the layout whole.' },
    );
  }
}

const widthOf = (layers: readonly Layer[]): number => layers.at(-1)?.width as number;

function wholeStage(recipe: Recipe, blocks: readonly Layer[][], numbers: number): Stage {
  const { model } = recipe;
  const { kind } = model.activation;
  const activation = createChoice<Activation>(activations, model.activation);
  const { title } = describeKind(activations, kind);
  const widths = blocks.map(widthOf);
  const decoder = widths.slice(1).flatMap((_, i) => {
    const at = widths.length - 1 - i;
    const from = widths[at] as number;
    const units = widths[at - 1] as number;
    const name = `decoder-${i + 1}`;
    return [
      dense(name, { inputs: from, units, initializer: hiddenInitializer(model) }),
      activate(`${name}-activation`, title, units, activation),
    ];
  });
  const last = linear(`decoder-${widths.length}`, widths[0] as number, numbers);
  return stageOf(blocks.flat(), [...decoder, last], numbers);
}

function stageOf(encoder: readonly Layer[], decoder: readonly Layer[], numbers: number): Stage {
  return {
    title: encoder.map((layer) => layer.title).join(', '),
    encoder,
    network: sequential([...encoder, ...decoder]),
    numbers,
  };
}

function linear(name: string, inputs: number, units: number): Layer {
  const initializer = glorotUniform.create({ kind: 'glorot-uniform', scale: 1 });
  return dense(name, { inputs, units, initializer });
}

/** Squared error between the output and the leading numbers of the input rows, its mean over the columns. */
export function reconstructionError(numbers: number): Loss {
  const perRow = (ops: Ops, output: Tensor, inputs: Tensor): Tensor1D => {
    const codes = (inputs.shape[1] as number) - numbers;
    const wanted = codes === 0 ? inputs : (ops.split(inputs, [numbers, codes], 1)[0] as Tensor);
    return ops.mean(ops.square(ops.sub(output, wanted)), 1) as Tensor1D;
  };
  return {
    perRow,
    // Nothing is predicted: one number per row stands in.
    predict: (ops, output) => ops.mean(output, 1, true),
    outputs: () => numbers,
    constant: () => Array<number>(numbers).fill(0),
  };
}
