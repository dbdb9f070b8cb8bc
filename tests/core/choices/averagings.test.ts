// What holds for every weight averaging: weights of 0 to 1 that start at 1, so that an average is one of parameters.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createChoice, describeKind } from '../../../src/core/choices/choice';
import { averagings } from '../../../src/core/choices/averagings';
import type { Averaging } from '../../../src/core/choices/averagings/averaging';

const make = (kind: string, params: object = {}) =>
  createChoice<Averaging>(averagings, describeKind(averagings, kind).schema.parse({ kind, ...params }));

test('none averages nothing', () => {
  expect(make('none')).toBeNull();
});

const SETTINGS: Record<string, fc.Arbitrary<object>> = {
  ema: fc.record({ decay: fc.double({ min: 0, max: 0.99999, noNaN: true }) }),
  swa: fc.record({ start: fc.double({ min: 0, max: 1, noNaN: true }) }),
};

describe.each(averagings.map(({ kind }) => kind).filter((kind) => kind !== 'none'))('%s', (kind) => {
  test('weighs between 0 and 1, from 1 on, and keeps a constant', () => {
    const shape = fc.record({
      steps: fc.integer({ min: 1, max: 7 }),
      epochs: fc.integer({ min: 1, max: 12 }),
    });
    const property = fc.property(SETTINGS[kind]!, shape, (settings, { steps, epochs }) => {
      const averaging = make(kind, settings)!;
      let average = 0;
      for (let step = 1; step <= steps * epochs; step++) {
        const weight = averaging.weight(step, step / steps, epochs);
        if (step === 1) expect(weight).toBe(1);
        expect(weight).toBeGreaterThanOrEqual(0);
        expect(weight).toBeLessThanOrEqual(1);
        average += weight * (2.5 - average);
      }
      expect(average).toBeCloseTo(2.5, 12);
    });
    fc.assert(property);
  });
});
