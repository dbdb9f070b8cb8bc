// The test groups: unit (default), parity with other libraries, the page in Chromium, the whole app in Electron.

import { defineConfig } from 'vitest/config';

/** Groups with a folder of their own; every other test under tests/ is a unit test. */
const groups = ['parity', 'renderer', 'e2e'];

/** A busy machine must not fail a test: what is awaited may take its time. */
const slow = {
  testTimeout: 240_000,
  hookTimeout: 240_000,
  fileParallelism: false,
  expect: { poll: { timeout: 20_000, interval: 100 } },
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: groups.map((group) => `tests/${group}/**`),
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'parity', include: ['tests/parity/**/*.test.ts'], testTimeout: 120_000 } },
      { test: { name: 'renderer', include: ['tests/renderer/**/*.test.{ts,tsx}'], ...slow } },
      { test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], ...slow } },
    ],
  },
});
