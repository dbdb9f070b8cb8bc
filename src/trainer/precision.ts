// Whether mixed precision is of any use where a run trains.
import type { Recipe } from '../core/recipe/recipe';
import { multipliesBfloat16 } from '../engine/runtime/bfloat16';
import type { Runtime } from '../engine/runtime/runtime';
import type { ExecutorKind } from '../engine/train/executor';

/** A sentence where the recipe asks for mixed precision and nothing is gained by it; it is computed all the same. */
export async function precisionWarning(
  { hardware }: Recipe,
  { device }: Runtime,
  executor: ExecutorKind,
): Promise<string | null> {
  if (hardware.precision !== 'mixed') return null;
  if (executor === 'eager')
    return 'Mixed precision needs a compiled executor: this run computes in float32 throughout.';
  if (await multipliesBfloat16(device)) return null;
  const what = device === 'cpu' ? 'This processor' : 'This GPU';
  return `${what} has no arithmetic for bfloat16: mixed precision is likely to be slower here than float32.`;
}
