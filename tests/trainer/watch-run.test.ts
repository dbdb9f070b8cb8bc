// A look that fails ends the looks, not the run.
import { expect, test, vi } from 'vitest';
import { harmless } from '../../src/trainer/watch-run';

test('the first failure is told, and nothing is asked after it', () => {
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const afterEpoch = vi.fn(() => {
    throw new Error('no memory is left');
  });
  const watch = harmless({ afterEpoch, dispose: () => {} });
  const epochs = [1, 2, 3].map((epoch) => watch.afterEpoch({ epoch } as never, {} as never));
  const words = told.mock.calls.map(([text]) => String(text));
  told.mockRestore();
  expect(epochs).toEqual([null, null, null]);
  expect(afterEpoch).toHaveBeenCalledTimes(1);
  expect(words).toEqual(['Telemetry ends after epoch 1: no memory is left\n']);
});
