// The training rows that telemetry and pre-flight look at: a fixed small sample.
import { createRandom, permutation, streamOf } from '../core/random';
import type { Ops } from '../core/tensor';
import type { ProbeBatch } from '../engine/telemetry/probe';
import type { Part } from '../engine/train/fit';
import { rowsOf } from './assembly';
import { samplePart } from './load-data';

/** Enough for shares of a percent, few enough to be cheap beside an epoch. */
const MOST_ROWS = 256;

export interface LookedAt {
  part: Part;
  batch: ProbeBatch;
  dispose(): void;
}

/** The same rows for the same seed. The caller disposes of them. */
export function lookedAtRows(ops: Ops, train: Part, seed: number): LookedAt {
  const rows = rowsOf(train);
  const order = permutation(rows, createRandom(seed, streamOf('looked-at')));
  const part = samplePart(ops, train, order.slice(0, MOST_ROWS).sort());
  const weights = part.weights && ops.tensor1d(part.weights);
  return {
    part,
    batch: { x: part.x, y: part.y, weights },
    dispose: () => ops.dispose([part.x, part.y, ...(weights ? [weights] : [])]),
  };
}
