// A learning-rate range test that never trains: losses from a formula, a few points at a time.
import { isBlownUp, judgeRates, RATE_STEPS, testRate } from '../../../src/core/run/judge-rate-test';
import type { RatePoint, RateTest } from '../../../src/core/run/rate-test';
import type { WorkbenchEvent } from '../../../src/workbench/contract/events';

/** Falls from a rate of about 1e-4 on and rises beyond 0.1; the noise is a fixed function of the step. */
function lossAt(step: number): number {
  const rate = Math.log10(testRate(step));
  const fall = 0.8 / (1 + Math.exp(-3 * (rate + 2.6)));
  const rise = Math.exp(3.2 * (rate + 0.9));
  return 1.1 - fall + rise + Math.sin(step * 12.9898) * 0.03;
}

const empty: RateTest = {
  state: 'running',
  points: [],
  smoothed: [],
  suggested: null,
  edge: null,
  explanation: '',
  error: null,
};

export function createFakeRateTests(paceMs: number, emit: (event: WorkbenchEvent) => void) {
  let current: RateTest | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (test: RateTest) => {
    current = test;
    emit({ kind: 'ratesTested', test });
  };
  const go = (points: RatePoint[]) => {
    const fresh = Array.from({ length: 8 }, (_, i) => points.length + i).filter((step) => step < RATE_STEPS);
    const all = [...points, ...fresh.map((step) => ({ rate: testRate(step), loss: lossAt(step) }))];
    const done = fresh.length === 0 || isBlownUp(all);
    show({ ...empty, state: done ? 'done' : 'running', points: all, ...judgeRates(all) });
    if (!done) timer = setTimeout(() => go(all), paceMs);
  };
  return {
    current: () => current,
    begin(): RateTest {
      current = empty;
      timer = setTimeout(() => go([]), paceMs);
      return current;
    },
    cancel() {
      clearTimeout(timer);
      if (current?.state === 'running') show({ ...current, state: 'cancelled', explanation: '' });
    },
  };
}
