// The start of a job that looks at a recipe on its data alone: the runtime, and the loaded data.
import type { Job, TrainerEvent } from '../core/run/job';
import { openRuntime, type Runtime } from '../engine/runtime/runtime';
import { type LoadedData, loadData } from './load-data';

/** Tells how far the reading is. The tensors belong to the caller. */
export async function openJob(
  { recipe, data, cache }: Pick<Extract<Job, { kind: 'preflight' }>, 'recipe' | 'data' | 'cache'>,
  send: (event: TrainerEvent) => void,
): Promise<{ runtime: Runtime; data: LoadedData }> {
  const runtime = await openRuntime(recipe.hardware);
  const progress = (phase: string, share: number | null) => send({ kind: 'progress', phase, share });
  return { runtime, data: await loadData({ recipe, data, test: null, cache }, runtime.ops, progress) };
}
