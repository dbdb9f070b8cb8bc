// Weight averages equal PyTorch's (SWA) and a debiased mean in float64 (EMA): averagings.py.
import { expect, test } from 'vitest';
import { createChoice, describeKind } from '../../src/core/choices/choice';
import { averagings } from '../../src/core/choices/averagings';
import type { Averaging } from '../../src/core/choices/averagings/averaging';
import { readGolden } from './ops';

interface Golden {
  epochs: number;
  stepsPerEpoch: number;
  weights: number[][];
  ema: { decay: number; averages: number[][] }[];
  swa: { start: number; averages: [epoch: number, average: number[]][] }[];
}

const { epochs, stepsPerEpoch, weights, ema, swa } = readGolden<Golden>('averagings');

/** The average after each step, as the engine's step computes it, from an average of zeros. */
function averages(kind: string, params: object): number[][] {
  const settings = describeKind(averagings, kind).schema.parse({ kind, ...params });
  const averaging = createChoice<Averaging>(averagings, settings);
  let average = weights[0]!.map(() => 0);
  return weights.map((parameters, i) => {
    const weight = averaging!.weight(i + 1, (i + 1) / stepsPerEpoch, epochs);
    average = average.map((old, j) => old + weight * (parameters[j]! - old));
    return average;
  });
}

function expectClose(actual: number[], wanted: number[]): void {
  expect(actual.length).toBe(wanted.length);
  for (const [i, number] of actual.entries()) expect(Math.abs(number - wanted[i]!)).toBeLessThan(1e-9);
}

test.each(ema)('exponential with decay $decay', ({ decay, averages: wanted }) => {
  const found = averages('ema', { decay });
  expect(found.length).toBe(40);
  for (const [i, average] of found.entries()) expectClose(average, wanted[i]!);
});

test.each(swa)('stochastic from $start of the run on', ({ start, averages: wanted }) => {
  const found = averages('swa', { start });
  const first = wanted[0]![0];
  for (const [i, average] of found.entries()) {
    const epoch = Math.ceil((i + 1) / stepsPerEpoch);
    if (epoch < first) expectClose(average, weights[i]!);
    else if ((i + 1) % stepsPerEpoch === 0) expectClose(average, wanted[epoch - first]![1]);
  }
});
