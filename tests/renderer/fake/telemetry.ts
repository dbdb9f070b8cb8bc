// Looks into made-up layers: gradients that vanish towards the input, units that die, a spread that widens.
import type { Epoch } from '../../../src/core/run/epoch';
import { type LayerTelemetry, sketchShares, type Telemetry } from '../../../src/core/run/telemetry';

const layers = [
  { name: 'dense-1', title: 'Dense 256', weights: true, dies: false },
  { name: 'activation-1', title: 'ReLU', weights: false, dies: true },
  { name: 'dropout-1', title: 'Dropout 0.1', weights: false, dies: false },
  { name: 'dense-2', title: 'Dense 128', weights: true, dies: false },
  { name: 'activation-2', title: 'ReLU', weights: false, dies: true },
  { name: 'output', title: 'Dense 3', weights: true, dies: false },
];

/** The look at the end of the epoch. */
export function lookAfter({ epoch, phase, lossNoise }: Epoch): Telemetry {
  const seen = layers.map(({ name, title, weights, dies }, depth): LayerTelemetry => {
    const wave = 1 + 0.15 * Math.sin(epoch * 1.7 + depth);
    const spread = (0.6 + depth * 0.1) * (1 + epoch / 120);
    return {
      name,
      title,
      gradientNorm: weights ? 0.02 * 4 ** depth * 0.97 ** epoch * wave : null,
      weightNorm: weights ? 6 + depth + epoch * 0.03 : null,
      updateRatio: weights ? (0.002 * wave * 3) / (3 + epoch / 10) : null,
      activation: {
        mean: dies ? 0.4 : 0.05 * wave,
        deviation: spread,
        saturated: null,
        dead: dies ? Math.min(0.5, epoch * 0.004 * (depth + 1)) : null,
        sketch: sketchShares.map((share) => (dies ? Math.max(0, share - 0.4) : share - 0.5) * 4 * spread),
      },
    };
  });
  return { epoch, phase, layers: seen, loss: 0.5, lossNoise, rows: 128, seconds: 0.002 };
}
