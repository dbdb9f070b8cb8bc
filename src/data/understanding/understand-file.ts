// Understanding files: reads the table, and the test file where there is one, then looks at both.
import { HoneError } from '../../core/errors';
import type { Recipe } from '../../core/recipe/recipe';
import type { Understanding } from '../../core/run/understanding';
import type { ColumnProfile } from '../../core/run/profile';
import type { ReadTable } from '../read-table';
import { understandTable } from './understand-table';

export interface FilesToUnderstand {
  /** Absolute. */
  path: string;
  test: string | null;
  recipe: Recipe;
  /** What an earlier reading found; null for none. */
  profile: { rows: number; columns: readonly ColumnProfile[] } | null;
}

export interface UnderstandFileOptions {
  open(path: string, onProgress?: (share: number) => void): Promise<ReadTable>;
  onProgress(phase: 'reading' | 'understanding', share: number): void;
  signal?: AbortSignal | undefined;
}

/** Throws a HoneError for a file that cannot be read or a target that cannot be learned, and `cancelled`. */
export async function understandFile(
  { path, test, recipe, profile }: FilesToUnderstand,
  { open, onProgress, signal }: UnderstandFileOptions,
): Promise<Understanding> {
  const { table } = await open(path, (share) => onProgress('reading', share));
  // The file may have changed, or be read in another way now.
  const profiles = profile?.rows === table.rows ? profile.columns : undefined;
  const other = test === null ? null : (await open(test)).table;
  try {
    return await understandTable(
      { table, test: other, recipe, profiles },
      { onProgress: (share) => onProgress('understanding', share), signal },
    );
  } catch (error) {
    throw error instanceof HoneError && error.code !== 'cancelled' ? inFile(path, error) : error;
  }
}

/** The same fault with the file as its place. */
function inFile(file: string, { code, message, place, fix }: HoneError): HoneError {
  return new HoneError(code, message, { place: { file, ...place }, ...(fix !== undefined && { fix }) });
}
