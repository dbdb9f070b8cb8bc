// Following a run: history first, then batches, without a gap or a repetition whatever the order of arrival.
import { expect, test } from 'vitest';
import type { Epoch } from '../../src/core/run/epoch';
import type { EpochBatch } from '../../src/core/run/job';
import { createLiveRun } from '../../src/renderer/state/live-run';
import { batchOf, epochOf } from './fake/fake-run';

/** A workbench whose history and batches the test hands out by hand. */
function scripted() {
  const listeners = new Map<string, (batch: EpochBatch) => void>();
  const answers: ((value: unknown) => void)[] = [];
  const errors: string[] = [];
  const ended: string[] = [];
  const live = createLiveRun({
    client: {
      call: () => new Promise((resolve) => answers.push(resolve as (value: unknown) => void)) as never,
      follow(runId, listener) {
        listeners.set(runId, listener);
        return () => ended.push(runId);
      },
    },
    onSnapshot: () => {},
    onError: ({ message }) => errors.push(message),
  });
  const epochs = (from: number, to: number): Epoch[] =>
    Array.from({ length: to - from + 1 }, (_, i) => epochOf(from + i, 100, 0.01));
  return {
    live,
    errors,
    ended,
    send: (seq: number, from: number, to: number, best?: number) =>
      listeners.get('a')?.(batchOf('a', seq, epochs(from, to), 1, true, best)),
    asked: () => answers.length,
    async answer(seq: number, to: number) {
      answers.shift()?.({
        ok: true,
        value: {
          record: { bestEpoch: Math.min(to, 2) },
          epochs: epochs(1, to),
          telemetry: [],
          preflight: null,
          seq,
          findings: [],
          outcome: null,
        },
      });
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
    async fail(message: string) {
      answers.shift()?.({ ok: false, error: { code: 'internal', message, place: {} } });
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
    best: () => live.columns.bestEpoch(),
    shown: () => [...live.columns.column('epoch')],
  };
}

const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

test('batches that come before the history wait for it; those it contains are dropped', async () => {
  const run = scripted();
  run.live.show('a');
  run.send(3, 7, 8);
  run.send(4, 9, 10);
  await run.answer(3, 8);
  run.send(5, 11, 12);
  run.send(5, 11, 12);
  run.send(2, 5, 6);
  expect(run.shown()).toEqual(upTo(12));
});

test('a hole in the numbers asks for the history once more', async () => {
  const run = scripted();
  run.live.show('a');
  await run.answer(0, 2);
  expect(run.asked()).toBe(0);
  run.send(3, 7, 8);
  expect(run.asked()).toBe(1);
  run.send(4, 9, 10);
  await run.answer(3, 8);
  expect(run.asked()).toBe(0);
  expect(run.shown()).toEqual(upTo(10));
});

test('a batch that is further than the history asks for the history once more', async () => {
  const run = scripted();
  run.live.show('a');
  run.send(3, 7, 8);
  await run.answer(1, 4);
  run.send(4, 9, 10);
  expect(run.asked()).toBe(1);
  await run.answer(3, 8);
  expect(run.asked()).toBe(0);
  expect(run.shown()).toEqual(upTo(10));
});

test('a hole that stays in the history is shown as it is', async () => {
  const run = scripted();
  run.live.show('a');
  run.send(3, 7, 8);
  for (let times = 0; times < 6; times++) await run.answer(1, 4);
  expect(run.asked()).toBe(0);
  expect(run.shown()).toEqual([1, 2, 3, 4, 7, 8]);
});

test('another run ends the following of the first, whose late answer is ignored', async () => {
  const run = scripted();
  run.live.show('a');
  run.live.show('b');
  expect(run.ended).toEqual(['a']);
  await run.answer(0, 50);
  expect(run.shown()).toEqual([]);
  await run.answer(0, 3);
  expect(run.shown()).toEqual(upTo(3));
});

test('a history that cannot be had is told', async () => {
  const run = scripted();
  run.live.show('a');
  await run.fail('gone');
  expect(run.errors).toEqual(['gone']);
});

test('the best epoch is the one that the trainer reports, whatever the losses are', async () => {
  const run = scripted();
  run.live.show('a');
  await run.answer(0, 5);
  expect(run.best()).toBe(2);
  run.send(1, 6, 7, 2);
  expect(run.best()).toBe(2);
  run.send(2, 8, 8, 8);
  expect(run.best()).toBe(8);
  run.live.show(null);
  expect(run.best()).toBe(0);
});
