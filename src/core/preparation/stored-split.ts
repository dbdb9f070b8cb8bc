// The places of rows by their content, as they are stored, so that a row keeps its place in a grown or re-ordered file.
import { places } from '../choices/splits/split';
import { HoneError } from '../errors';
import type { RowHashes } from './row-hashes';

/** Ascending by hash; rows of equal content lie side by side, in the order in which they came up. */
export interface StoredSplit extends RowHashes {
  places: Uint8Array;
}

/** 'HSPL' and the version of the format. */
const MAGIC = 0x4c505348;
const VERSION = 1;
const HEADER_BYTES = 12;
const BYTES_PER_ROW = 9;

/** Row numbers by hash, rows of equal content by number. */
function orderOf({ low, high }: RowHashes): Int32Array {
  return Int32Array.from(low.keys()).sort(
    (a, b) => (high[a] as number) - (high[b] as number) || (low[a] as number) - (low[b] as number) || a - b,
  );
}

const compare = (a: RowHashes, i: number, b: RowHashes, j: number) =>
  (a.high[i] as number) - (b.high[j] as number) || (a.low[i] as number) - (b.low[j] as number);

/** The stored place of each row; `places.unknown` for a row that was not there, or not so often. */
export function recallPlaces(stored: StoredSplit | null, hashes: RowHashes): Uint8Array {
  const known = new Uint8Array(hashes.low.length).fill(places.unknown);
  if (!stored) return known;
  let at = 0;
  for (const row of orderOf(hashes)) {
    while (at < stored.places.length && compare(stored, at, hashes, row) < 0) at++;
    if (at < stored.places.length && compare(stored, at, hashes, row) === 0) {
      known[row] = stored.places[at++] as number;
    }
  }
  return known;
}

/** What is stored from now on: the places of these rows, and of the stored ones that the file lacks at present. */
export function rememberPlaces(
  stored: StoredSplit | null,
  hashes: RowHashes,
  placed: Uint8Array,
): StoredSplit {
  const order = orderOf(hashes);
  const old = stored ?? { low: new Uint32Array(0), high: new Uint32Array(0), places: new Uint8Array(0) };
  const merged = emptySplit(order.length + old.places.length);
  let [i, j, count] = [0, 0, 0];
  const take = (from: RowHashes, index: number, place: number) => {
    merged.low[count] = from.low[index] as number;
    merged.high[count] = from.high[index] as number;
    merged.places[count++] = place;
  };
  while (i < order.length || j < old.places.length) {
    const row = order[i] as number;
    const side = i >= order.length ? 1 : j >= old.places.length ? -1 : compare(hashes, row, old, j);
    if (side > 0) {
      take(old, j, old.places[j] as number);
      j++;
    } else {
      take(hashes, row, placed[row] as number);
      i++;
      if (side === 0) j++;
    }
  }
  return {
    low: merged.low.slice(0, count),
    high: merged.high.slice(0, count),
    places: merged.places.slice(0, count),
  };
}

function emptySplit(rows: number): StoredSplit {
  return { low: new Uint32Array(rows), high: new Uint32Array(rows), places: new Uint8Array(rows) };
}

/** Nine bytes a row behind a short header, little-endian. */
export function packSplit({ low, high, places: stored }: StoredSplit): Uint8Array {
  const rows = stored.length;
  const bytes = new Uint8Array(HEADER_BYTES + rows * BYTES_PER_ROW);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setUint32(8, rows, true);
  for (let row = 0; row < rows; row++) {
    view.setUint32(HEADER_BYTES + row * 4, low[row] as number, true);
    view.setUint32(HEADER_BYTES + (rows + row) * 4, high[row] as number, true);
  }
  bytes.set(stored, HEADER_BYTES + rows * 8);
  return bytes;
}

/** The inverse of `packSplit`. Throws `data-invalid` for anything else. */
export function unpackSplit(bytes: Uint8Array): StoredSplit {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isWhole =
    bytes.length >= HEADER_BYTES && view.getUint32(0, true) === MAGIC && view.getUint32(4, true) === VERSION;
  const rows = isWhole ? view.getUint32(8, true) : 0;
  if (!isWhole || bytes.length !== HEADER_BYTES + rows * BYTES_PER_ROW) {
    throw new HoneError('data-invalid', 'The stored split is damaged.', {
      fix: 'Delete the file; the rows are then split anew.',
    });
  }
  const split = emptySplit(rows);
  for (let row = 0; row < rows; row++) {
    split.low[row] = view.getUint32(HEADER_BYTES + row * 4, true);
    split.high[row] = view.getUint32(HEADER_BYTES + (rows + row) * 4, true);
  }
  split.places.set(bytes.subarray(HEADER_BYTES + rows * 8));
  return split;
}
