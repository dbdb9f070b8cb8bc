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
    const run = { totalEpochs: totalSteps, losses: [], seed: 1 };
    const factorAt = cosine.create({ kind: 'cosine', finalShare })(run);
    expect(factors.length).toBeGreaterThan(2);
    // Keras computes in float32: its cosine is off by 6e-8.
    for (const [step, factor] of factors) expect(Math.abs(factorAt(step) - factor)).toBeLessThan(2e-7);
  },
);
