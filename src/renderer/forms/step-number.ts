// What the arrow keys do to a number: the next round value up or down, on the field's own scale.
import type { RecipeField } from '../../core/recipe/paths';

export type Steps = Pick<RecipeField, 'type' | 'minimum' | 'maximum' | 'scale'>;

/** 1, 2, 5, 10 … on a log scale, else by a step that fits the range. Never leaves the range. */
export function stepNumber(value: number, field: Steps, up: boolean): number {
  const next =
    field.scale === 'log' ? stepLog(value, field, up) : value + (up ? 1 : -1) * stepSize(value, field, up);
  const rounded = Number(next.toPrecision(10));
  const whole = field.type === 'integer' ? Math.round(rounded) : rounded;
  return Math.min(field.maximum ?? whole, Math.max(field.minimum ?? whole, whole));
}

function stepSize(value: number, { type, minimum = 0, maximum = 1 }: Steps, up: boolean): number {
  if (type !== 'integer') return maximum - minimum <= 2 ? 0.05 : 0.5;
  const size = up ? value : value - 1;
  return size >= 1000 ? 100 : size >= 100 ? 10 : size >= 20 ? 5 : 1;
}

/** Counts that are powers of two (batch size) double; other numbers go 1, 2, 5, 10. Zero starts at 1e-6. */
function stepLog(value: number, { type }: Steps, up: boolean): number {
  if (type === 'integer')
    return up ? 2 ** Math.floor(Math.log2(value) + 1) : 2 ** Math.ceil(Math.log2(value) - 1);
  if (value <= 0) return up ? 1e-6 : 0;
  const power = Math.floor(Math.log10(value) + 1e-9);
  const steps = [-1, 0, 1].flatMap((shift) => [1, 2, 5].map((digit) => digit * 10 ** (power + shift)));
  const close = value * 1e-6;
  const found = up
    ? steps.find((step) => step > value + close)
    : steps.filter((step) => step < value - close).at(-1);
  return found !== undefined && found >= 1e-6 ? found : up ? value : Math.min(value, found ?? 0);
}
