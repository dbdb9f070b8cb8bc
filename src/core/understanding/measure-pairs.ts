// How every two features go together.
import type { Pair } from '../run/understanding';
import { measurePair } from './associate';
import type { Feature } from './feature';

export interface PairTable {
  columns: string[];
  /** Row-major, symmetric, 1 on the diagonal. */
  matrix: (number | null)[];
  /** Strongest first, at most fifty. */
  strongest: Pair[];
}

/** A quarter of the rows is enough for pairs, and there are many. */
const MOST_ROWS = 5000;
const MOST_STRONGEST = 50;

/** Yields the share of the pairs that is done. */
export function* measurePairs(features: readonly Feature[]): Generator<number, PairTable> {
  const thinned = features.map(thin);
  const width = features.length;
  const matrix: (number | null)[] = Array.from({ length: width * width }, () => null);
  const pairs: Pair[] = [];
  for (const [i, first] of thinned.entries()) {
    matrix[i * width + i] = 1;
    for (let j = i + 1; j < width; j++) {
      const second = thinned[j] as Feature;
      const found = measurePair(first, second);
      if (!found) continue;
      matrix[i * width + j] = found.value;
      matrix[j * width + i] = found.value;
      pairs.push({ columns: [first.name, second.name], ...found });
    }
    yield (i + 1) / width;
  }
  pairs.sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  return { columns: features.map(({ name }) => name), matrix, strongest: pairs.slice(0, MOST_STRONGEST) };
}

/** Every so-many-th row, the same of every feature. */
function thin(feature: Feature): Feature {
  const rows = feature.as === 'numbers' ? feature.values.length : feature.codes.length;
  const step = Math.ceil(rows / MOST_ROWS);
  if (step <= 1) return feature;
  return feature.as === 'numbers'
    ? { ...feature, values: feature.values.filter((_, i) => i % step === 0) }
    : { ...feature, codes: feature.codes.filter((_, i) => i % step === 0) };
}
