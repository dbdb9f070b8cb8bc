// Random numbers: equal to TensorFlow's bit for bit, fair, and repeatable.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beta, createRandom, gamma, permutation, streamOf } from '../../../src/core/random';

interface Golden {
  cases: { seeds: [number, number]; units: number[] }[];
}

const golden = JSON.parse(
  readFileSync(new URL('golden/stateless-uniform.json', import.meta.url), 'utf8'),
) as Golden;

test.each(golden.cases)('the words of seeds $seeds are those of TensorFlow', ({ seeds, units }) => {
  const random = createRandom(...seeds);
  // TensorFlow makes a fraction of the low 23 bits of each word, `uniform` one of all 32.
  const low = units.map(() => (random.uniform() * 2 ** 32) % 2 ** 23);
  expect(low).toEqual(units);
});

test('gamma and beta draws have their mean and variance', () => {
  const random = createRandom(6);
  const n = 50_000;
  const moments = (draw: () => number) => {
    const values = Array.from({ length: n }, draw);
    const mean = values.reduce((sum, value) => sum + value, 0) / n;
    return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n };
  };
  for (const shape of [0.2, 1, 4.5]) {
    const { mean, variance } = moments(() => gamma(shape, random));
    expect(Math.abs(mean / shape - 1)).toBeLessThan(0.05);
    expect(Math.abs(variance / shape - 1)).toBeLessThan(0.1);
  }
  for (const alpha of [1e-9, 0.2, 1, 8]) {
    const { mean, variance } = moments(() => beta(alpha, random));
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
    expect(variance * 4 * (2 * alpha + 1)).toBeCloseTo(1, 1);
  }
});

test('a sequence is repeatable, and seeds and streams are independent', () => {
  const draw = (seed: number, stream?: number) => {
    const random = createRandom(seed, stream);
    return Array.from({ length: 9 }, () => random.uniform());
  };
  expect(draw(1, 2)).toEqual(draw(1, 2));
  expect(draw(1)).toEqual(draw(1, 0));
  const all = [draw(1, 2), draw(2, 1), draw(1, -2), draw(-1, 2), draw(1)];
  expect(new Set(all.flat()).size).toBe(45);
});

test('uniform and normal numbers have their mean and deviation', () => {
  const random = createRandom(8);
  const n = 100_000;
  const moments = (draw: () => number) => {
    const values = Array.from({ length: n }, draw);
    const mean = values.reduce((sum, value) => sum + value, 0) / n;
    return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n };
  };
  const uniform = moments(() => random.uniform());
  expect(Math.abs(uniform.mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
  expect(Math.abs(uniform.variance - 1 / 12)).toBeLessThan(0.001);
  const normal = moments(() => random.normal());
  expect(Math.abs(normal.mean)).toBeLessThan(4 / Math.sqrt(n));
  expect(Math.abs(normal.variance - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
});

test('integers are fair and stay below their bound', () => {
  const random = createRandom(3);
  const counts = Array.from({ length: 7 }, () => 0);
  for (let i = 0; i < 70_000; i++) {
    const drawn = random.integer(7);
    counts[drawn] = (counts[drawn] ?? Number.NaN) + 1;
  }
  expect(counts.length).toBe(7);
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
});

test('a permutation holds every number once, and each place is equally likely', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), fc.integer(), (length, seed) => {
      const order = permutation(length, createRandom(seed));
      expect(Array.from(order).sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, i) => i));
    }),
    { seed: 1 },
  );
  const random = createRandom(5);
  const firsts = Array.from({ length: 6 }, () => 0);
  for (let i = 0; i < 12_000; i++) firsts[permutation(6, random)[0]!]!++;
  for (const count of firsts) expect(Math.abs(count - 2000)).toBeLessThan(200);
});

test('names have streams of their own', () => {
  const names = ['split', 'weights', 'shuffle', 'dropout-1', 'dropout-2', ''];
  expect(new Set(names.map(streamOf)).size).toBe(names.length);
  for (const name of names) expect(streamOf(name)).toBe(streamOf(name) | 0);
});
