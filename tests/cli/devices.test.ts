// `hone devices` and `hone bench devices`: what they print, from plain data and for real.
import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProgram } from '../../src/cli/program';
import { comparisonText } from '../../src/cli/comparison-text';
import { candidatesOf } from '../../src/core/run/candidates';
import { type Comparison, comparisonSchema } from '../../src/core/run/comparison';
import type { Device } from '../../src/core/run/device';
import { runtimeSchema } from '../../src/core/run/job';
import { measurementOf, recommend } from '../../src/core/run/judge-comparison';
import type { Workbench } from '../../src/workbench/workbench';
import { hasNative } from '../engine/native-runtime';
import { createFakeSession } from './fake-session';
import { createWorkplace, type Workplace } from './run-hone';

const none = { memoryBytes: null, reason: null, fix: null, note: null };
const devices: Device[] = [
  { id: 'cpu', kind: 'cpu', title: 'A processor', threads: 2, available: true, ...none, memoryBytes: 16e9 },
  {
    id: 'gpu:0',
    kind: 'gpu',
    title: 'NVIDIA L4',
    threads: null,
    available: false,
    ...none,
    reason: 'The CPU build of TensorFlow is in use.',
    fix: 'Run `npm run setup`.',
  },
  { id: 'wasm', kind: 'wasm', title: 'WebAssembly', threads: 1, available: true, ...none, note: 'Slow.' },
];
const runtime = { backend: 'tensorflow', device: 'cpu', version: '2.21.0', reason: null, fix: null } as const;

function comparisonOf(part: Partial<Comparison> = {}): Comparison {
  const speeds = [0.04, 0.02, 0.05, 0.03, 2];
  const measurements = candidatesOf(devices).map((candidate, i) => {
    const seconds = speeds[i] as number;
    const epochs = [1, 2, 3].map((epoch) => ({ seconds, loss: 1 / epoch }));
    return {
      ...measurementOf(candidate, { buildSeconds: 0.5, epochs, rows: 100 }, 100),
      state: 'done' as const,
      lossSeconds: 0.56,
    };
  });
  return {
    state: 'done',
    data: 'cars.csv',
    target: 'price',
    plannedEpochs: 100,
    rows: 100,
    measurements,
    left: [{ device: 'gpu:0', title: 'NVIDIA L4', reason: 'The CPU build of TensorFlow is in use.' }],
    sameLoss: 1 / 3,
    error: null,
    ...recommend(measurements),
    ...part,
  };
}

describe('from plain data', () => {
  const workbench: Partial<Workbench> = {
    probe: async () => ({ ...runtime, devices }),
    comparisons: {
      begin: async () => comparisonOf({ state: 'running' }),
      ended: async () => comparisonOf(),
      current: () => null,
      cancel: async () => {},
    },
  };

  test('the devices with the one that auto takes, and why another is not used', async () => {
    const session = createFakeSession({ workbench });
    expect(await runProgram(session, ['devices'])).toBe(0);
    const lines = session.out().split('\n');
    expect(lines[1]).toMatch(/^\* {2}cpu +A processor +2 +16\.0 GB/);
    expect(lines[2]).toMatch(/^ {3}gpu:0 +NVIDIA L4 +– +– +not used/);
    expect(session.out()).toContain(
      'gpu:0: The CPU build of TensorFlow is in use.\n  fix: Run `npm run setup`.\n',
    );
  });

  test('as JSON what the probe answered', async () => {
    const session = createFakeSession({ workbench });
    await runProgram(session, ['devices', '--json']);
    expect(runtimeSchema.parse(JSON.parse(session.out()).runtime)).toMatchObject({ devices });
  });

  test('a comparison as a table, with the recommended device and the options that choose it', async () => {
    const session = createFakeSession({ workbench });
    expect(await runProgram(session, ['bench', 'devices', 'flowers.csv', '-t', 'species', '-q'])).toBe(0);
    const text = session.out();
    expect(text).toBe(comparisonText(comparisonOf(), false));
    expect(text).toMatch(/^"price" of cars\.csv: 100 training rows, 100 planned epochs, same loss 0\.3333\n/);
    expect(text).toMatch(/^\* {2}CPU, 2 threads, XLA +5,000 +20\.0 ms +0\.50 s +0\.56 s +2\.5 s$/m);
    expect(text).toMatch(/WebAssembly .* 80\.2 times as long/);
    expect(text).toContain('Left out gpu:0: The CPU build of TensorFlow is in use.\n');
    expect(text).toMatch(/--set hardware\.device=cpu .*--set hardware\.executor=xla/);
  });

  test('a wrong number of seconds, target or setting is refused', async () => {
    for (const wrong of [
      ['--seconds', 'many'],
      ['--seconds', '0'],
      ['--set', 'training.epochs=-1'],
      ['-t', 'nothing'],
    ]) {
      const session = createFakeSession({ workbench });
      const options = wrong[0] === '-t' ? wrong : ['-t', 'species', ...wrong];
      expect(await runProgram(session, ['bench', 'devices', 'flowers.csv', ...options])).toBe(2);
      expect(session.messages()).toContain('fix:');
    }
  });

  test('what was not measured and what failed is said', () => {
    const [first, second, ...rest] = comparisonOf().measurements;
    const failed = {
      ...second!,
      state: 'failed' as const,
      runSeconds: null,
      error: { code: 'training-failed', message: 'Not one epoch was done in 60 seconds.', place: {} },
    };
    const measurements = [
      first!,
      failed,
      ...rest.map((one) => ({ ...one, state: 'waiting' as const, runSeconds: null })),
    ];
    const text = comparisonText(
      comparisonOf({ state: 'cancelled', measurements, recommended: null, why: null }),
      false,
    );
    expect(text).toContain('Not one epoch was done in 60 seconds.');
    expect(text).toContain('not measured');
    expect(text).toContain('Stopped before every device was measured.');
  });
});

// Several trainings each, on a machine that may be busy.
describe('for real', { timeout: 240_000 }, () => {
  let place: Workplace;
  beforeAll(async () => {
    place = await createWorkplace();
  });
  afterAll(() => place.remove());

  test('the devices of a recipe on a small table are compared, and no run is kept', async () => {
    const { exitCode, out } = await place.hone(
      'bench',
      'devices',
      ...['--set', 'training.epochs=4', '--set', 'model.hidden=8', '--seconds', '0.1', '--json', '-q'],
    );
    expect(exitCode).toBe(0);
    const comparison = comparisonSchema.parse(JSON.parse(out).comparison);
    expect(comparison.state).toBe('done');
    expect(comparison.measurements.length).toBeGreaterThan(0);
    for (const { state, epochs, candidate } of comparison.measurements)
      expect([candidate.id, state, epochs]).toEqual([candidate.id, 'done', 4]);
    expect(comparison.recommended).not.toBeNull();
    expect(await place.runs()).toEqual([]);
  });

  test('Ctrl-C ends a comparison at once', async () => {
    let sent = false;
    const { exitCode, out, messages } = await place.honeWatched(
      (said, signal) => {
        if (!sent && said.includes('Measuring')) signal();
        sent ||= said.includes('Measuring');
      },
      'bench',
      'devices',
      ...['--set', 'training.epochs=100000', '--seconds', '600'],
    );
    expect(messages).not.toContain('error');
    expect(out).toContain('Stopped before every device was measured.');
    expect(exitCode).toBe(130);
  });

  test.skipIf(!hasNative).each(['graph', 'xla'])(
    'one and two threads give the same figures (%s)',
    async (executor) => {
      const table = `a,b,y\n${Array.from({ length: 300 }, (_, i) => `${i % 17},${(i * 7) % 23},${(i * i) % 31}`).join('\n')}\n`;
      await writeFile(`${place.folder}/table.csv`, table);
      const figures = await Promise.all(
        [1, 2].map(async (threads) => {
          const { out } = await place.hone(
            ...['train', 'table.csv', '-t', 'y', '--json', '-q', '--set', 'model.hidden=256,256'],
            ...['--set', 'training.epochs=5', '--set', `hardware.threads=${threads}`],
            ...['--set', `hardware.executor=${executor}`, '--set', 'hardware.device=cpu'],
          );
          return JSON.parse(out).metrics;
        }),
      );
      expect(figures[0]).toEqual(figures[1]);
    },
  );
});
