// Progress where nothing can be redrawn: long work is told now and then, short work is not.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createProgress } from '../../src/cli/progress';
import { createFakeSession } from './fake-session';

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

const reading = { phase: 'reading', share: 0.5, bytes: { done: 2.5e9, total: 5e9 } };

test('a line every ten seconds', () => {
  const { terminal, messages } = createFakeSession();
  const progress = createProgress(terminal, 1, false);
  progress.work(reading);
  expect(messages()).toBe('');
  vi.advanceTimersByTime(10_000);
  progress.work(reading);
  progress.work({ ...reading, share: 0.6 });
  expect(messages()).toBe('Reading 50 %, 2.50 GB of 5.00 GB\n');
  vi.advanceTimersByTime(10_000);
  progress.phase('Testing rates', null);
  expect(messages()).toContain('\nTesting rates …\n');
});

test('a milestone is told once', () => {
  const { terminal, messages } = createFakeSession();
  const progress = createProgress(terminal, 2, false);
  for (const done of ['1 of 2 done', '1 of 2 done', '2 of 2 done']) progress.milestone(done);
  expect(messages()).toBe('1 of 2 done\n2 of 2 done\n');
});

test('nothing of either with --quiet', () => {
  const { terminal, messages } = createFakeSession();
  const progress = createProgress(terminal, 1, true);
  vi.advanceTimersByTime(60_000);
  progress.work(reading);
  progress.milestone('1 of 2 done');
  expect(messages()).toBe('');
});
