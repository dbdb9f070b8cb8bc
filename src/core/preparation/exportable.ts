// Whether a model can leave Hone: what no format of another runtime can compute from raw rows.
import { HoneError } from '../errors';
import type { HashedFeature, Preparation } from './preparation';

/** Why the preparation cannot be part of an exported model; null where it can. */
export function whyNotExportable({ hashed }: Pick<Preparation, 'hashed'>): HoneError | null {
  const [first] = hashed;
  return first ? cannotHash(first) : null;
}

/** No exported format can cut texts into pieces and hash them. */
function cannotHash({ name, type }: HashedFeature): HoneError {
  const what = type === 'text' ? 'words or characters' : 'hashed categories';
  return new HoneError(
    'export-unsupported',
    `The column "${name}" is prepared as ${what}, which an exported model cannot compute from raw text.`,
    {
      place: { column: name },
      fix:
        type === 'text'
          ? 'Predict with Hone, or leave texts out of the preparation and train again.'
          : 'Predict with Hone, or choose another encoder for the column and train again.',
    },
  );
}
