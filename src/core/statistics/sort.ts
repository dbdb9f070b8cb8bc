// Sorting many numbers fast: into buckets by value, each sorted by itself.

/** Fewer values are sorted as quickly by the built-in sort. */
const LEAST_FOR_BUCKETS = 2048;
const VALUES_PER_BUCKET = 4;
/** Larger buckets, of values that lie close together in a wide range, go to the built-in sort. */
const MOST_FOR_INSERTION = 32;

/** An ascending copy of finite values, which lie from `minimum` to `maximum`. */
export function sortedCopy(values: Float64Array, minimum: number, maximum: number): Float64Array {
  const buckets = Math.ceil(values.length / VALUES_PER_BUCKET);
  const scale = (buckets - 1) / (maximum - minimum);
  if (values.length < LEAST_FOR_BUCKETS || !(scale > 0) || !Number.isFinite(scale))
    return values.slice().sort();
  const places = new Uint32Array(values.length);
  const ends = new Uint32Array(buckets + 1);
  for (let i = 0; i < values.length; i++) {
    const bucket = ((values[i] as number) - minimum) * scale;
    places[i] = bucket;
    ends[(places[i] as number) + 1] = (ends[(places[i] as number) + 1] as number) + 1;
  }
  for (let bucket = 0; bucket < buckets; bucket++)
    ends[bucket + 1] = (ends[bucket + 1] as number) + (ends[bucket] as number);
  const sorted = new Float64Array(values.length);
  // After this pass `ends[bucket]` is where the bucket ends and the next one begins.
  for (let i = 0; i < values.length; i++) {
    const bucket = places[i] as number;
    sorted[ends[bucket] as number] = values[i] as number;
    ends[bucket] = (ends[bucket] as number) + 1;
  }
  for (let bucket = 0, start = 0; bucket < buckets; bucket++) {
    const end = ends[bucket] as number;
    if (end - start > MOST_FOR_INSERTION) sorted.subarray(start, end).sort();
    else if (end - start > 1) insertionSort(sorted, start, end);
    start = end;
  }
  return sorted;
}

function insertionSort(values: Float64Array, start: number, end: number): void {
  for (let i = start + 1; i < end; i++) {
    const value = values[i] as number;
    let place = i;
    while (place > start && (values[place - 1] as number) > value) {
      values[place] = values[place - 1] as number;
      place--;
    }
    values[place] = value;
  }
}
