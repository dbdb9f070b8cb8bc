// How much memory the prepared rows of a training may take before they are streamed from disk.
import { totalmem } from 'node:os';
import type { Recipe } from '../core/recipe/recipe';

const SHARE = 1 / 4;
const MEGABYTE = 1 << 20;

/**
 * Bytes: what the recipe says, else the environment (`HONE_MEMORY`, MB), else a quarter of the memory of the machine or
 * of the container. Never what happens to be free: a run that goes on after a crash must stream as before.
 */
export function memoryBudget({ hardware }: Recipe, env: NodeJS.ProcessEnv = process.env): number {
  if (hardware.memory > 0) return hardware.memory * MEGABYTE;
  const wished = Number(env.HONE_MEMORY);
  if (wished > 0) return wished * MEGABYTE;
  // Node 19 and newer know of a container's limit.
  const constrained =
    (process as { constrainedMemory?: () => number | undefined }).constrainedMemory?.() ?? 0;
  const limit = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
  return limit * SHARE;
}
