// Understanding a table without keeping the process from everything else: it can be told to stop at any time.
import { HoneError } from '../../core/errors';
import type { Recipe } from '../../core/recipe/recipe';
import type { Understanding } from '../../core/run/understanding';
import type { Table } from '../../core/table';
import { understand } from '../../core/understanding/understand';
import { profileColumn } from '../profile-column';

export interface UnderstandOptions {
  /** Gets shares from 0 to 1. */
  onProgress?: ((share: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Milliseconds of work after which messages are read. */
const TURN_MS = 25;

/** Throws a HoneError for a target that cannot be learned, and `cancelled` where the signal says so. */
export async function understandTable(
  input: { table: Table; test: Table | null; recipe: Recipe },
  { onProgress, signal }: UnderstandOptions = {},
): Promise<Understanding> {
  const work = understand({ ...input, profile: profileColumn });
  let turnEnds = Date.now() + TURN_MS;
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (Date.now() < turnEnds) continue;
    onProgress?.(step.value);
    await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted) throw new HoneError('cancelled', 'The look at the data was ended.');
    turnEnds = Date.now() + TURN_MS;
  }
}
