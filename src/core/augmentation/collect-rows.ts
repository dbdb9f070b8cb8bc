// Gathers made rows one by one into flat arrays.
import type { AddedRows, TrainingRows } from './training-rows';

export interface RowCollector {
  /** Adds a copy of a training row that counts as much as it; returns where it begins in `x`. */
  copy(source: number, target?: number, weight?: number): number;
  /** Adds a row of zeros that stems from no single row; returns where it begins in `x`. */
  blank(target: number): number;
  /** All values so far; valid until the next row. */
  x(): Float32Array;
  added(): AddedRows;
}

/** `rows` is how many are expected; more may come. */
export function collectRows(
  { layout: { width }, x: given, targets }: TrainingRows,
  rows: number,
): RowCollector {
  let x = new Float32Array(Math.max(1, rows) * width);
  const made = { targets: [] as number[], sources: [] as number[], weights: [] as number[] };
  const start = (source: number, target: number, weight: number): number => {
    const at = made.targets.length * width;
    if (at + width > x.length) {
      const larger = new Float32Array(2 * x.length + width);
      larger.set(x);
      x = larger;
    }
    made.targets.push(target);
    made.sources.push(source);
    made.weights.push(weight);
    return at;
  };
  return {
    copy(source, target = targets[source] as number, weight = 1) {
      const at = start(source, target, weight);
      x.set(given.subarray(source * width, (source + 1) * width), at);
      return at;
    },
    blank: (target) => start(-1, target, 1),
    x: () => x,
    added: () => ({
      x: x.slice(0, made.targets.length * width),
      targets: Float32Array.from(made.targets),
      sources: Int32Array.from(made.sources),
      weights: Float32Array.from(made.weights),
    }),
  };
}

/** No rows. */
export function noRows(): AddedRows {
  return {
    x: new Float32Array(0),
    targets: new Float32Array(0),
    sources: new Int32Array(0),
    weights: new Float32Array(0),
  };
}
