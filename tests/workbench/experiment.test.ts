// Experiments one at a time: who may begin, what a cancel waits for, and whose state a task changes.
import { expect, test, vi } from 'vitest';
import type { RunRecord } from '../../src/core/run/record';
import { type Attempt, createExperiment, type Task } from '../../src/workbench/jobs/experiment';
import { createWorkload } from '../../src/workbench/jobs/workload';

interface State {
  state: 'running' | 'done' | 'cancelled' | 'failed';
  error: RunRecord['error'];
  name: string;
  seen: number;
}

const first = (name: string): State => ({ state: 'running', error: null, name, seen: 0 });

/** A task that ends when it is told to. */
function held() {
  let attempt: Attempt<State> | null = null;
  let end: (last: Partial<State>) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const task: Task<State> = (own) => {
    attempt = own;
    return new Promise((resolve, reject) => {
      end = resolve;
      fail = reject;
    });
  };
  return {
    task,
    attempt: () => attempt as unknown as Attempt<State>,
    end: (last: Partial<State>) => end(last),
    fail: (error: Error) => fail(error),
  };
}

function open() {
  const told: State[] = [];
  const workload = createWorkload();
  const tell = (state: State) => void told.push(state);
  return {
    told,
    workload,
    experiment: createExperiment<State>({ what: 'A trial', alone: false, workload, tell }),
  };
}

test('a second one is refused until the task of the first has ended, also after a cancel', async () => {
  const { experiment } = open();
  const old = held();
  expect(experiment.begin(first('old'), old.task)).toEqual(first('old'));
  expect(() => experiment.begin(first('new'), held().task)).toThrow('A trial is under way already.');
  const cancelling = experiment.cancel();
  expect(() => experiment.begin(first('new'), held().task)).toThrow('under way');
  expect(experiment.current()).toMatchObject({ name: 'old', state: 'running' });
  old.end({ state: 'done', seen: 3 });
  await cancelling;
  expect(experiment.current()).toMatchObject({ name: 'old', state: 'cancelled', seen: 3 });
  const next = held();
  experiment.begin(first('new'), next.task);
  next.end({ state: 'done' });
  expect(await experiment.ended()).toMatchObject({ name: 'new', state: 'done' });
});

test('what a task says after its end changes nothing, least of all the next one', async () => {
  const { experiment } = open();
  const old = held();
  experiment.begin(first('old'), old.task);
  old.end({ state: 'done' });
  await experiment.ended();
  const next = held();
  experiment.begin(first('new'), next.task);
  old.attempt().show({ seen: 9, name: 'old' });
  expect(experiment.current()).toEqual(first('new'));
  next.attempt().show({ seen: 1 });
  expect(experiment.current()).toMatchObject({ name: 'new', seen: 1 });
  next.end({ state: 'done' });
  await experiment.ended();
});

test('what a task throws is its failure, but not after a cancel', async () => {
  const { experiment } = open();
  const broken = held();
  experiment.begin(first('broken'), broken.task);
  broken.fail(new Error('out of luck'));
  expect(await experiment.ended()).toMatchObject({ state: 'failed', error: { message: 'out of luck' } });
  const killed = held();
  experiment.begin(first('killed'), killed.task);
  const cancelling = experiment.cancel();
  await killed.attempt().cancelled;
  expect(killed.attempt().isCancelled()).toBe(true);
  killed.fail(new Error('killed'));
  await cancelling;
  expect(experiment.current()).toMatchObject({ state: 'cancelled', error: null });
});

test('much news is told a few times, and the last state at once', async () => {
  vi.useFakeTimers();
  const { experiment, told } = open();
  const { task, attempt, end } = held();
  experiment.begin(first('busy'), task);
  for (let seen = 1; seen <= 50; seen++) attempt().show({ seen });
  expect(told.map(({ seen }) => seen)).toEqual([1]);
  vi.advanceTimersByTime(1000);
  expect(told.map(({ seen }) => seen)).toEqual([1, 50]);
  attempt().show({ seen: 51 });
  end({ state: 'done' });
  await experiment.ended();
  expect(told.at(-1)).toMatchObject({ state: 'done', seen: 51 });
  const count = told.length;
  vi.advanceTimersByTime(1000);
  expect(told).toHaveLength(count);
  vi.useRealTimers();
});

test('an experiment counts as work from its begin to its end', async () => {
  const { experiment, workload } = open();
  const { task, end } = held();
  experiment.begin(first('work'), task);
  expect(() => workload.enter({ what: 'A comparison', alone: true })).toThrow('A trial is under way');
  end({ state: 'done' });
  await experiment.ended();
  const leave = workload.enter({ what: 'A comparison', alone: true });
  expect(() => experiment.begin(first('work'), task)).toThrow('A comparison is under way, and other work');
  leave();
  experiment.begin(first('work'), held().task);
});
