// The cosine schedule equals Keras 3's CosineDecay (schedules.py).
import { expect, test } from 'vitest';
import { cosine } from '../../src/core/choices/schedules/cosine';
import { readGolden } from './ops';

interface Golden {
  cases: { finalShare: number; totalSteps: number; factors: [number, number][] }[];
}

test.each(readGolden<Golden>('schedules').cases)(
  '$totalSteps steps down to $finalShare',
  ({ finalShare, totalSteps, factors }) => {
    const schedule = cosine.create({ kind: 'cosine', finalShare });
    expect(factors.length).toBeGreaterThan(2);
    // Keras computes in float32: its cosine is off by 6e-8.
    for (const [step, factor] of factors)
      expect(Math.abs(schedule({ step, totalSteps, stepsPerEpoch: 1 }) - factor)).toBeLessThan(2e-7);
  },
);
