// Understanding a table without keeping the process from everything else: it can be told to stop at any time.
import { HoneError } from '../../core/errors';
import type { Recipe } from '../../core/recipe/recipe';
import type { Understanding } from '../../core/run/understanding';
import type { ColumnProfile } from '../../core/run/profile';
import type { Column, Table } from '../../core/table';
import { understand } from '../../core/understanding/understand';
import { profileColumn } from '../profile-column';

export interface UnderstandOptions {
  /** Gets shares from 0 to 1. */
  onProgress?: ((share: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Milliseconds of work after which messages are read. */
const TURN_MS = 25;

export interface TableToUnderstand {
  table: Table;
  /** The table of a separate test file. */
  test: Table | null;
  recipe: Recipe;
  /** Profiles of the table's columns, where it was summed up before; those that do not fit it are made anew. */
  profiles?: readonly ColumnProfile[] | undefined;
}

/** Throws a HoneError for a target that cannot be learned, and `cancelled` where the signal says so. */
export async function understandTable(
  { profiles = [], ...input }: TableToUnderstand,
  { onProgress, signal }: UnderstandOptions = {},
): Promise<Understanding> {
  const work = understand({ ...input, profile: profileFrom(profiles) });
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

/** The known profile of a column, or a new one. */
function profileFrom(profiles: readonly ColumnProfile[]): (column: Column) => ColumnProfile {
  const known = new Map(profiles.map((profile) => [profile.name, profile]));
  return (column) => {
    const found = known.get(column.name);
    return found?.type === column.type ? found : profileColumn(column);
  };
}
