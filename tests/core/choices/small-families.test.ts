// The numbers of imputers.
import { expect, test } from 'vitest';
import { createChoice } from '../../../src/core/choices/choice';
import { imputers } from '../../../src/core/choices/imputers';
import type { Imputer } from '../../../src/core/choices/imputers/imputer';

test.each([
  ['median', [5, 1, 9], 5],
  ['median', [10, 2, 1, 4], 3],
  ['mean', [1, 2, 6], 3],
  ['mean', [7], 7],
  ['median', [-1, -10, 100], -1],
  ['most-frequent', [3, 1, 3, 1, 2], 1],
  ['most-frequent', [3, 1, 3], 3],
])('%s of %j', (kind, values, filled) => {
  const given = Float64Array.from(values);
  expect(createChoice<Imputer>(imputers, { kind }).fill(given, 0)).toBe(filled);
  expect(Array.from(given)).toEqual(values);
});
