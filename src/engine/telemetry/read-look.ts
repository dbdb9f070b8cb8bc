// From the vector of a look to what it says about each layer.
import type { VariableSpec } from '../../core/choices/layers/layer';
import { type ActivationTelemetry, type LayerTelemetry, sketchShares } from '../../core/run/telemetry';
import { quantile } from '../../core/statistics/quantiles';
import type { StepDefinition } from '../train/step';
import { LAYER_NUMBERS, type SeenLayer, VARIABLE_NUMBERS } from './look-outputs';

/** Sums of squares over the trained variables of a layer. */
interface Squares {
  gradient: number;
  weight: number;
  update: number;
}

/** The layers that were seen, in the order in which the rows pass through them. */
export function readLook(
  { network }: StepDefinition,
  seen: readonly SeenLayer[],
  numbers: Float32Array,
): { layers: LayerTelemetry[]; loss: number | null } {
  const trained = network.variables.filter((variable) => variable.trainable);
  const names = seen.map(({ layer }) => layer.name);
  const squares = squaresByLayer(trained, numbers, names);
  const layers: LayerTelemetry[] = [];
  let at = 1 + VARIABLE_NUMBERS * trained.length;
  for (const { layer, samples } of seen) {
    const own = squares.get(layer.name);
    squares.delete(layer.name);
    const part = numbers.subarray(at, at + LAYER_NUMBERS + samples);
    at += part.length;
    const { name, title } = layer;
    layers.push({ name, title, ...norms(own), activation: activationOf(part, layer.marks) });
  }
  // Layers that are run by another layer in a way of its own.
  for (const [name, own] of squares) layers.push({ name, title: name, ...norms(own), activation: null });
  return { layers, loss: finite(numbers[0] as number) };
}

/** The innermost layer that was seen and owns the variable; of one that was not seen its own name. */
function layerOf(variable: string, seen: readonly string[]): string {
  const owners = seen.filter((name) => variable.startsWith(`${name}/`));
  return owners.sort((a, b) => b.length - a.length)[0] ?? variable.slice(0, variable.lastIndexOf('/'));
}

function squaresByLayer(
  trained: readonly VariableSpec[],
  numbers: Float32Array,
  seen: readonly string[],
): Map<string, Squares> {
  const squares = new Map<string, Squares>();
  trained.forEach(({ name }, i) => {
    const sums = numbers.subarray(1 + VARIABLE_NUMBERS * i);
    const [gradient = Number.NaN, weight = Number.NaN, update = Number.NaN] = sums;
    const layer = layerOf(name, seen);
    const own = squares.get(layer) ?? { gradient: 0, weight: 0, update: 0 };
    squares.set(layer, {
      gradient: own.gradient + gradient,
      weight: own.weight + weight,
      update: own.update + update,
    });
  });
  return squares;
}

function norms(
  own: Squares | undefined,
): Pick<LayerTelemetry, 'gradientNorm' | 'weightNorm' | 'updateRatio'> {
  if (!own) return { gradientNorm: null, weightNorm: null, updateRatio: null };
  return {
    gradientNorm: finite(Math.sqrt(own.gradient)),
    weightNorm: finite(Math.sqrt(own.weight)),
    updateRatio: own.weight > 0 ? finite(Math.sqrt(own.update / own.weight)) : null,
  };
}

function activationOf(part: Float32Array, marks: SeenLayer['layer']['marks']): ActivationTelemetry | null {
  const none = Number.NaN;
  const [mean = none, deviation = none, least = none, greatest = none, saturated = none, dead = none] = part;
  if (![mean, deviation, least, greatest].every(Number.isFinite)) return null;
  const sorted = part.slice(LAYER_NUMBERS).sort();
  const sketch = sketchShares.map((share) =>
    share === 0 ? least : share === 1 ? greatest : quantile(sorted, share),
  );
  return {
    mean,
    deviation,
    saturated: marks?.saturated ? saturated : null,
    dead: marks?.dead ? dead : null,
    sketch,
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
