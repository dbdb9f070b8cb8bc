// Layers that no gradient reaches, and activations that let none pass, before the first step.
import { offer } from '../../diagnosis/remedy';
import { figure, percent } from '../../diagnosis/wording';
import type { Recipe } from '../../recipe/recipe';
import type { Remedy } from '../../run/finding';
import type { ActivationTelemetry, LayerTelemetry } from '../../run/telemetry';
import { type CheckJudgement, defineCheck, green } from '../check';
import { exampleSignals } from '../example';

/** Share of saturated outputs, or of dead units, that is too much at the beginning, and that leaves next to nothing. */
const MUCH_BLOCKED = 0.5;
const NEARLY_ALL_BLOCKED = 0.9;
/** A gradient so much smaller than that of the strongest layer has vanished on its way. */
const VANISHED = 1e-5;
/** Below this a number is taken for 0: the least that single precision tells apart is about 1e-38. */
const ZERO = 1e-30;

function remediesFor(recipe: Recipe): Remedy[] {
  return [
    ...offer(
      recipe,
      'He initialization',
      'Weights of the right size let signal and gradient pass every layer.',
      { 'model.initializer': 'he-normal' },
    ),
    ...offer(recipe, 'Standardize the columns', 'Inputs of about 1 do not saturate the units.', {
      'prepare.scaler': 'standardize',
    }),
    ...offer(recipe, 'ReLU', 'It does not saturate for positive values.', { 'model.activation': 'relu' }),
  ];
}

interface Blockade {
  layer: LayerTelemetry;
  share: number;
  how: 'saturated' | 'dead';
}

/** The activation that lets least pass. */
function worstBlockade(layers: readonly LayerTelemetry[]): Blockade | null {
  const share = (activation: ActivationTelemetry, how: Blockade['how']) => activation[how] ?? 0;
  return layers
    .flatMap((layer): Blockade[] =>
      (['saturated', 'dead'] as const).map((how) => ({
        layer,
        how,
        share: layer.activation ? share(layer.activation, how) : 0,
      })),
    )
    .reduce<Blockade | null>((worst, one) => (one.share > (worst?.share ?? 0) ? one : worst), null);
}

/** The layers that learn: with weights of their own, whatever came of their gradient. */
function learners(layers: readonly LayerTelemetry[]): LayerTelemetry[] {
  return layers.filter(({ weightNorm }) => weightNorm !== null);
}

function faultOf(layers: readonly LayerTelemetry[]): Omit<CheckJudgement, 'remedies' | 'figures'> | null {
  const own = learners(layers);
  const lost = own.find(({ gradientNorm }) => gradientNorm === null);
  if (lost)
    return {
      light: 'red',
      explanation: `The gradient of layer ${lost.name} (${lost.title}) is not a finite number.`,
    };
  const norms = own.map(({ gradientNorm }) => gradientNorm ?? 0);
  const still = own.find(({ gradientNorm }) => (gradientNorm ?? 0) < ZERO);
  if (still)
    return {
      light: 'red',
      explanation: `No gradient reaches layer ${still.name} (${still.title}): its weights would never move.`,
    };
  const blockade = worstBlockade(layers);
  if (blockade && blockade.share >= MUCH_BLOCKED) {
    const { layer, share, how } = blockade;
    const what = how === 'dead' ? 'units are off for every row' : 'outputs are at their bounds';
    return {
      light: share >= NEARLY_ALL_BLOCKED ? 'red' : 'amber',
      explanation: `In layer ${layer.name} (${layer.title}) ${percent(share)} of the ${what}, so that next to no gradient passes it.`,
    };
  }
  const weakest = own[norms.indexOf(Math.min(...norms))];
  if (weakest && Math.min(...norms) < VANISHED * Math.max(...norms))
    return {
      light: 'amber',
      explanation: `The gradient of layer ${weakest.name} (${weakest.title}) is ${figure(Math.min(...norms))}, that of the strongest layer ${figure(Math.max(...norms))}: it vanishes on its way back.`,
    };
  return null;
}

export const gradientFlow = defineCheck({
  id: 'gradient-flow',
  title: 'Gradients flow to every layer',
  failureTitle: 'Gradients do not flow to every layer',
  why: 'A layer without gradient stays as it was drawn. Zero weights, dead ReLUs and sigmoids that unscaled inputs saturate are the usual causes (Glorot and Bengio 2010).',
  needs: ['layers', 'recipe'],
  examples: {
    hit: {
      ...exampleSignals,
      layers: exampleSignals.layers.map((layer) =>
        layer.name === 'dense-1' ? { ...layer, gradientNorm: 0 } : layer,
      ),
    },
    miss: exampleSignals,
  },
  judge({ layers, recipe }) {
    const own = learners(layers);
    if (own.length === 0) return null;
    const norms = own.map(({ gradientNorm }) => gradientNorm ?? Number.NaN);
    const blockade = worstBlockade(layers);
    const figures = {
      leastGradientNorm: finite(Math.min(...norms)),
      greatestGradientNorm: finite(Math.max(...norms)),
      blockedShare: blockade?.share ?? 0,
    };
    const fault = faultOf(layers);
    if (fault) return { ...fault, figures, remedies: remediesFor(recipe) };
    return green(
      `All ${own.length} layers with weights have a gradient, from ${figure(Math.min(...norms))} to ${figure(Math.max(...norms))}.`,
      figures,
    );
  },
});

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
