// `hone effect` end to end, and what it says.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { effectText } from '../../src/cli/effect-text';
import { type Effect, effectSchema } from '../../src/core/run/effect';
import { createWorkplace, type Workplace } from './run-hone';
import { smallTable } from './small-tables';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let place: Workplace;

beforeAll(async () => {
  place = await createWorkplace();
  await writeFile(join(place.folder, 'binary.csv'), smallTable('binary'));
  const [head, ...rows] = smallTable('binary').trimEnd().split('\n');
  const few = rows.map((row, i) => (i % 2 === 0 ? row : row.replace(/[^,]*$/, '')));
  await writeFile(join(place.folder, 'few.csv'), `${[head, ...few].join('\n')}\n`);
});

afterAll(() => place.remove());

const brief = ['--target', 'y', '--base', 'training.epochs=4', '--base', 'model.hidden=8', '--quiet'];

async function measure(...args: readonly string[]): Promise<Effect> {
  const result = await place.hone('effect', ...args, ...brief, '--json');
  expect(result).toMatchObject({ exitCode: 0, messages: '' });
  return effectSchema.parse(JSON.parse(result.out).effect);
}

test('every seed gives a pair, the same ones a second time', async () => {
  const args = ['binary.csv', '--set', 'training.learning-rate=0.1', '--seeds', '3', '--seed', '5'];
  const effect = await measure(...args);
  expect(effect).toMatchObject({
    state: 'done',
    changes: [{ path: 'training.learning-rate', before: '0.001', after: '0.1' }],
    metric: 'accuracy',
    part: 'test',
    planned: 3,
    share: 1,
  });
  expect(effect.pairs.map(({ seed }) => seed)).toEqual([5, 6, 7]);
  expect((await measure(...args)).pairs).toEqual(effect.pairs);
  const other = await measure(...args.slice(0, -1), '6');
  expect(other.pairs.slice(0, 2)).toEqual(effect.pairs.slice(1));
});

test('pre-training is measured with the rows without a target', async () => {
  const { pairs, changes } = await measure(
    ...['few.csv', '--set', 'training.pretraining=true', '--set', 'training.pretraining.epochs=4'],
    ...['--test', 'binary.csv', '--seeds', '2'],
  );
  expect(changes.map(({ path }) => path)).toEqual(['training.pretraining', 'training.pretraining.epochs']);
  expect(pairs.every(({ beforeLoss, afterLoss }) => beforeLoss !== afterLoss)).toBe(true);
});

test('what makes no pair is refused', async () => {
  const same = await place.hone('effect', 'binary.csv', ...brief, '--json');
  expect(same.exitCode).toBe(2);
  expect(JSON.parse(same.messages).error.message).toContain('same');
  const task = await place.hone('effect', 'binary.csv', ...brief, '--set', 'split.test=0.4', '--seeds', '2');
  expect(task.exitCode).not.toBe(0);
  expect(task.messages).toContain('other rows');
  const seeds = await place.hone('effect', 'binary.csv', ...brief, '--set', 'seed=9', '--seeds', '1');
  expect(seeds.exitCode).toBe(2);
});

test('Ctrl-C prints the pairs that are done', async () => {
  const watch = (messages: string, signal: () => void) => {
    if (/[2-9]\d* of 1000 pairs done/.test(messages)) signal();
  };
  const args = brief.filter((one) => one !== '--quiet');
  const set = ['--set', 'training.learning-rate=0.1', '--seeds', '1000'];
  const started = place.honeWatched(watch, 'effect', 'binary.csv', ...args, ...set, '--json');
  const result = await started;
  expect(result.exitCode).toBe(130);
  const effect = effectSchema.parse(JSON.parse(result.out).effect);
  expect(effect.state).toBe('cancelled');
  expect(effect.pairs.length).toBeGreaterThan(1);
  expect(effect.effect).not.toBeNull();
});

test('the text names the metric, the interval, the seeds and the part', () => {
  const pair = (seed: number, before: number, after: number) => ({
    seed,
    before,
    after,
    beforeLoss: 0.5,
    afterLoss: 0.4,
  });
  const effect: Effect = {
    state: 'done',
    title: 'training.pretraining false → true',
    changes: [],
    data: 'few.csv',
    target: 'y',
    metric: 'accuracy',
    better: 'higher',
    part: 'validation',
    rows: 1608,
    pairs: [pair(3, 0.8, 0.84), pair(4, 0.8, 0.8)],
    planned: 2,
    share: 1,
    effect: { mean: 0.02, low: -0.01, high: 0.05, wins: 1, ties: 1, probability: 0.9 },
    lossEffect: { mean: -0.1, low: -0.1, high: -0.1, wins: 2, ties: 0, probability: 1 },
    seconds: 3,
    error: null,
  };
  const text = effectText(effect, false);
  expect(text).toContain('scored on 1,608 rows of the validation part, which also chose the epoch');
  expect(text).toContain(
    'accuracy +0.0200 (95 % interval −0.0100 to +0.0500), better in 1 of 2 seeds, equal in 1, probability of a gain 90.0 %',
  );
  expect(text).toContain('loss −0.1000 (95 % interval −0.1000 to −0.1000), better in 2 of 2 seeds');
  expect(text).toContain('over 99.9 %');
});
