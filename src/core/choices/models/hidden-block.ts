// The layers of a hidden block, in Keras's usual order: weights, normalization, activation, noise, dropout.
import { activations } from '../activations';
import type { Activation } from '../activations/activation';
import { parametric } from '../activations/parametric';
import { createChoice, describeKind } from '../choice';
import { initializers } from '../initializers';
import { glorotUniform } from '../initializers/glorot-uniform';
import type { Initializer } from '../initializers/initializer';
import { activate } from '../layers/activate';
import { alphaDropout } from '../layers/alpha-dropout';
import { dense } from '../layers/dense';
import { dropout } from '../layers/dropout';
import { gaussianDropout } from '../layers/gaussian-dropout';
import { gaussianNoise } from '../layers/gaussian-noise';
import type { Layer } from '../layers/layer';
import { normalizations } from '../normalizations';
import type { Normalization } from '../normalizations/normalization';
import type { HiddenSettings } from './hidden-params';

const dropouts = { dropout, 'alpha-dropout': alphaDropout, 'gaussian-dropout': gaussianDropout };

/** The initializer of hidden weights. */
export function hiddenInitializer({ initializer }: HiddenSettings): Initializer {
  return createChoice<Initializer>(initializers, initializer);
}

/** A dense layer `dense-<number>` with everything behind it. */
export function hiddenBlock(
  settings: HiddenSettings,
  { number, inputs, units }: Record<'number' | 'inputs' | 'units', number>,
): Layer[] {
  const initializer = hiddenInitializer(settings);
  return [
    dense(`dense-${number}`, { inputs, units, initializer }),
    ...behindWeights(settings, String(number), units),
  ];
}

/** Hidden layers behind a front of that width, and the output. */
export function denseHead(
  settings: HiddenSettings & { hidden: readonly number[] },
  width: number,
  outputs: number,
): Layer[] {
  const { hidden } = settings;
  const blocks = hidden.flatMap((units, i) =>
    hiddenBlock(settings, { number: i + 1, inputs: hidden[i - 1] ?? width, units }),
  );
  return [...blocks, outputLayer(hidden.at(-1) ?? width, outputs)];
}

/** What every network ends in. */
export function outputLayer(inputs: number, units: number): Layer {
  const initializer = glorotUniform.create({ kind: 'glorot-uniform', scale: 1 });
  return dense('output', { inputs, units, initializer });
}

/** What follows the weights of a block of that width. `site` tells the blocks of a network apart. */
export function behindWeights(settings: HiddenSettings, site: string, width: number): Layer[] {
  const chosen = createChoice<Activation>(activations, settings.activation);
  const title = describeKind(activations, settings.activation.kind).title;
  const normalize = createChoice<Normalization>(normalizations, settings.normalization);
  const normalization = normalize(`normalization-${site}`, width);
  // The strength of f(x) = x changes nothing.
  const isParametric = settings.parametric && settings.activation.kind !== 'linear';
  const activation = isParametric ? parametric(chosen) : chosen;
  return [
    ...(normalization ? [normalization] : []),
    activate(`activation-${site}`, isParametric ? `Parametric ${title}` : title, width, activation),
    ...noiseAndDropout(settings, site, width),
  ];
}

/** What disturbs a block of that width in training. */
export function noiseAndDropout(
  { noise, dropout: share, dropoutKind }: Pick<HiddenSettings, 'noise' | 'dropout' | 'dropoutKind'>,
  site: string,
  width: number,
): Layer[] {
  return [
    ...(noise > 0 ? [gaussianNoise(`noise-${site}`, width, noise)] : []),
    ...(share > 0 ? [dropouts[dropoutKind](`dropout-${site}`, width, 'dial')] : []),
  ];
}
