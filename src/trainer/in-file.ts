// Faults of a table know their column and line; which file the table came from is known here.
import { HoneError } from '../core/errors';

/** The work's result; a HoneError of it that names no file gets this one as its place. */
export function inFile<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof HoneError) || error.place.file !== undefined) throw error;
    const { code, message, place, fix } = error;
    const known = { place: { file, ...place }, cause: error };
    throw new HoneError(code, message, fix === undefined ? known : { ...known, fix });
  }
}
