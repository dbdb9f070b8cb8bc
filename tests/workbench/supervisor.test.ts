// Trainings through a real child process that speaks the protocol, and all the ways in which it may go wrong.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { queuedRun, type RunRecord } from '../../src/core/run/record';
import type { EpochBatch } from '../../src/core/run/job';
import { launchChildProcess } from '../../src/workbench/jobs/child-process';
import { createSupervisor, type Supervisor } from '../../src/workbench/jobs/supervisor';
import { createRunStore, type RunStore } from '../../src/workbench/store/run-store';
import { newRunId } from '../../src/workbench/store/run-id';
import type { WorkbenchEvent } from '../../src/workbench/contract/events';
import { fakes, openBench, recipeFor, temporaryFolder } from './bench';

interface Yard {
  supervisor: Supervisor;
  store: RunStore;
  events: WorkbenchEvent[];
  begin(behaviour: string, epochs?: number): Promise<{ id: string; folder: string }>;
  /** Resolves when the run's record is as asked for. */
  until(id: string, ready: (record: RunRecord) => boolean): Promise<RunRecord>;
  end(id: string): Promise<RunRecord>;
}

async function openYard(slots = 4, patienceMs = 10_000): Promise<Yard> {
  const projects = await temporaryFolder();
  const events: WorkbenchEvent[] = [];
  const waiting = new Set<() => void>();
  const store = createRunStore(projects);
  const emit = (event: WorkbenchEvent) => {
    events.push(event);
    for (const check of [...waiting]) check();
  };
  const supervisor = createSupervisor({ launch: launchChildProcess(fakes), store, emit, slots, patienceMs });
  onTestFinished(() => supervisor.close());
  return {
    supervisor,
    store,
    events,
    async begin(behaviour, epochs = 6) {
      const id = newRunId();
      const folder = path.join(projects, 'p.hone', 'runs', id);
      const record = queuedRun({
        id,
        createdAt: '2026-01-01T00:00:00.000Z',
        recipe: recipeFor(behaviour, epochs),
        source: { path: '/none.csv', fingerprint: 'f', test: null },
      });
      await store.create(folder, record);
      await supervisor.start({ folder, record }, false);
      return { id, folder };
    },
    until: (id, ready) =>
      new Promise((resolve) => {
        const check = () => {
          const found = events.findLast(
            (event) => event.kind === 'runChanged' && event.record.id === id && ready(event.record),
          );
          if (found?.kind !== 'runChanged') return;
          waiting.delete(check);
          resolve(found.record);
        };
        waiting.add(check);
        check();
      }),
    async end(id) {
      await supervisor.ended(id);
      return (await store.find(id)).record;
    },
  };
}

test('a run goes through its states, is written, diagnosed, and keeps what is fixed', async () => {
  const { begin, end, supervisor, events } = await openYard();
  const { id, folder } = await begin('fine');
  const batches: EpochBatch[] = [];
  supervisor.follow(id, (batch) => batches.push(batch));
  const record = await end(id);
  expect(record).toMatchObject({ state: 'finished', epochs: 6, bestEpoch: 6, seconds: 1.5, task: 'binary' });
  expect(record.createdAt).toBe('2026-01-01T00:00:00.000Z');
  expect(JSON.parse(await readFile(path.join(folder, 'run.json'), 'utf8'))).toEqual(record);
  expect(JSON.parse(await readFile(path.join(folder, 'diagnosis.json'), 'utf8'))).toBeInstanceOf(Array);
  expect(existsSync(path.join(folder, 'owner.json'))).toBe(false);
  expect(batches.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5]);
  const states = events.flatMap((event) => (event.kind === 'runChanged' ? [event.record.state] : []));
  expect([...new Set(states)]).toEqual(['preparing', 'training', 'finished']);
  expect(states.filter((state) => state === 'finished')).toHaveLength(1);
  expect(events.at(-1)?.kind).toBe('runChanged');
  expect(events.at(-2)?.kind).toBe('runDiagnosed');
});

test('a trainer that reports a fault is not started again', async () => {
  const { begin, end } = await openYard();
  const { id } = await begin('fails');
  expect(await end(id)).toMatchObject({
    state: 'failed',
    error: { code: 'target-invalid', message: 'No such target.' },
  });
});

test('a trainer that dies goes on from its checkpoint, under ascending batch numbers', async () => {
  const { begin, end, supervisor } = await openYard();
  const { id, folder } = await begin('dies once');
  const batches: EpochBatch[] = [];
  supervisor.follow(id, (batch) => batches.push(batch));
  const record = await end(id);
  expect(record).toMatchObject({ state: 'finished', epochs: 6 });
  expect(batches.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(batches.map(({ epochs }) => epochs[0]?.epoch)).toEqual([1, 2, 3, 4, 3, 4, 5, 6]);
  expect(batches.flatMap(({ telemetry }) => telemetry.map(({ epoch }) => epoch))).toEqual([2, 4, 4, 6]);
  expect(await readFile(path.join(folder, 'log.txt'), 'utf8')).toContain('goes on from the last checkpoint');
});

test('a trainer that dies again and again fails after three restarts, with its reason and last words', async () => {
  const { begin, end, supervisor } = await openYard();
  const { id } = await begin('dies always');
  const starts: number[] = [];
  supervisor.follow(id, ({ epochs }) => epochs[0]?.epoch === 4 && starts.push(4));
  const { state, error } = await end(id);
  expect(state).toBe('failed');
  expect(starts).toHaveLength(4);
  expect(error?.message).toContain('exit code 7');
  expect(error?.message).toContain('out of luck');
  expect(error?.fix).toContain('Resume');
});

test.each([
  ['dies bare', 'exit code 7'],
  ['dies at start', 'exit code 3'],
  ['garbage', 'does not understand'],
])('without a checkpoint a trainer that %s fails the run', async (behaviour, reason) => {
  const { begin, end } = await openYard();
  const { id } = await begin(behaviour);
  const { state, error } = await end(id);
  expect(state).toBe('failed');
  expect(error?.message).toContain(reason);
});

test('a message that is not understood is passed over', async () => {
  const { begin, end } = await openYard();
  const { id } = await begin('a little garbage');
  expect(await end(id)).toMatchObject({ state: 'finished', epochs: 6 });
});

test('a stop is acknowledged at once and keeps the model', async () => {
  const { begin, end, until, supervisor, store } = await openYard();
  const { id, folder } = await begin('fine', 10_000);
  await until(id, ({ epochs }) => epochs > 0);
  supervisor.control(id, 'stop');
  expect(store.held(id)?.record.state).toBe('stopping');
  expect(() => supervisor.control(id, 'pause')).toThrow('being stopped');
  expect((await end(id)).state).toBe('stopped');
  expect(existsSync(path.join(folder, 'model', 'model.json'))).toBe(true);
});

test('a stop while the process is starting ends the run', async () => {
  const { begin, end, supervisor } = await openYard();
  const { id } = await begin('fine', 10_000);
  supervisor.control(id, 'stop');
  expect(['stopped', 'cancelled']).toContain((await end(id)).state);
});

test('a cancelled run keeps its record alone', async () => {
  const { begin, end, until, supervisor } = await openYard();
  const { id, folder } = await begin('fine', 10_000);
  await until(id, ({ epochs }) => epochs > 0);
  supervisor.control(id, 'cancel');
  expect((await end(id)).state).toBe('cancelled');
  for (const name of ['model', 'evidence.json', 'diagnosis.json'])
    expect(existsSync(path.join(folder, name))).toBe(false);
  expect(existsSync(path.join(folder, 'run.json'))).toBe(true);
});

test('a trainer that does not follow a stop is ended', async () => {
  const { begin, end, until, supervisor } = await openYard(4, 50);
  const { id } = await begin('hangs', 10_000);
  await until(id, ({ epochs }) => epochs > 0);
  supervisor.control(id, 'stop');
  expect((await end(id)).state).toBe('stopped');
});

test('the best epoch of a run is the one that its trainer reports, also of a run that is ended by force', async () => {
  const { begin, end, until, supervisor } = await openYard(4, 50);
  const { id } = await begin('best is third', 10_000);
  const live = await until(id, ({ epochs }) => epochs > 3);
  expect(live.bestEpoch).toBe(3);
  expect(supervisor.history(id)?.bestEpoch()).toBe(3);
  supervisor.control(id, 'cancel');
  expect((await end(id)).bestEpoch).toBe(3);
});

test('pause and resume', async () => {
  const { begin, end, until, supervisor, store } = await openYard();
  const { id } = await begin('fine', 8);
  await until(id, ({ state }) => state === 'training');
  supervisor.control(id, 'pause');
  expect(store.held(id)?.record.state).toBe('paused');
  supervisor.control(id, 'resume');
  expect(store.held(id)?.record.state).toBe('training');
  expect(await end(id)).toMatchObject({ state: 'finished', epochs: 8 });
});

test('more runs than slots wait their turn, and a waiting run can be cancelled', async () => {
  const { begin, end, supervisor, store, until } = await openYard(1);
  const first = await begin('fine', 10_000);
  const second = await begin('fine', 3);
  const third = await begin('fine', 3);
  await until(first.id, ({ epochs }) => epochs > 0);
  expect(store.held(second.id)?.record.state).toBe('queued');
  supervisor.control(third.id, 'cancel');
  expect((await end(third.id)).state).toBe('cancelled');
  supervisor.control(first.id, 'stop');
  expect((await end(second.id)).state).toBe('finished');
});

test('closing stops everything and leaves nothing behind', async () => {
  const { begin, supervisor, store, until } = await openYard(1);
  const first = await begin('fine', 10_000);
  const second = await begin('fine', 10_000);
  await until(first.id, ({ epochs }) => epochs > 0);
  await supervisor.close();
  expect(supervisor.active()).toBe(0);
  expect((await store.find(first.id)).record.state).toBe('stopped');
  expect((await store.find(second.id)).record.state).toBe('cancelled');
});

test('a run that Hone left in training is shown as interrupted and goes on from its checkpoint', async () => {
  const { workbench, file } = await openBench();
  const { id } = await workbench.startRun({
    data: file,
    test: null,
    recipe: recipeFor('dies always'),
    folder: null,
  });
  expect((await workbench.waitForRun(id)).state).toBe('failed');
  const { folder, record } = await workbench.readRun(id);
  const { writeJsonDurably } = await import('../../src/workbench/store/durable-file');
  const crashed = { ...record, state: 'training', error: null, recipe: recipeFor('dies once') };
  await writeJsonDurably(path.join(folder, 'run.json'), crashed);
  await writeJsonDurably(path.join(folder, 'owner.json'), {
    pid: 2 ** 22 + 1,
    host: (await import('node:os')).hostname(),
  });
  const seen = (await workbench.readRun(id)).record;
  expect(seen).toMatchObject({
    state: 'failed',
    error: { message: 'Hone ended while this run was training.' },
  });
  expect(seen.error?.fix).toContain('Resume');
  expect((await workbench.control(id, 'resume')).state).not.toBe('failed');
  expect(await workbench.waitForRun(id)).toMatchObject({ state: 'finished', epochs: 6, error: null });
});

test('a value changed while a run goes reaches its trainer and is kept in its recipe', async () => {
  const yard = await openYard();
  const { id, folder } = await yard.begin('endless', 500);
  await yard.until(id, (record) => record.epochs > 0);
  yard.supervisor.change(id, 'training.learning-rate', 0.02);
  const changed = await yard.until(id, (record) => record.recipe.training.changes.length > 0);
  expect(changed.recipe.training.changes).toMatchObject([{ path: 'training.learning-rate', value: 0.02 }]);
  yard.supervisor.control(id, 'stop');
  const ended = await yard.end(id);
  expect(ended.recipe.training.changes).toEqual(changed.recipe.training.changes);
  expect(JSON.parse(await readFile(path.join(folder, 'recipe.json'), 'utf8'))).toEqual(ended.recipe);
});

test('a value that cannot be changed live, or a run that is not in hand, is refused at once', async () => {
  const yard = await openYard();
  const { id } = await yard.begin('endless', 500);
  expect(() => yard.supervisor.change(id, 'training.batch-size', 64)).toThrow(/cannot be changed/);
  expect(() => yard.supervisor.change(id, 'training.learning-rate', -3)).toThrow(/learning-rate/);
  expect(() => yard.supervisor.change('nobody', 'training.l2', 0)).toThrow(/not training/);
  yard.supervisor.control(id, 'cancel');
  await yard.end(id);
});

test('a change ordered while a run waits for its turn is passed on when it begins', async () => {
  const yard = await openYard(1);
  const first = await yard.begin('endless', 500);
  await yard.until(first.id, (record) => record.epochs > 0);
  const second = await yard.begin('endless', 500);
  yard.supervisor.change(second.id, 'training.l2', 0.25);
  yard.supervisor.control(first.id, 'stop');
  await yard.end(first.id);
  const changed = await yard.until(second.id, (record) => record.recipe.training.changes.length > 0);
  expect(changed.recipe.training.changes).toMatchObject([{ path: 'training.l2', value: 0.25 }]);
  yard.supervisor.control(second.id, 'stop');
  await yard.end(second.id);
});

test('a change that a trainer did not live to take up reaches the next one, once', async () => {
  const yard = await openYard();
  const { id } = await yard.begin('dies before the change', 12);
  await yard.until(id, ({ epochs }) => epochs > 3);
  yard.supervisor.change(id, 'training.l2', 0.25);
  yard.supervisor.change(id, 'training.learning-rate', 0.02);
  const { state, recipe } = await yard.end(id);
  expect(state).toBe('finished');
  expect(recipe.training.changes.map(({ path, value }) => [path, value])).toEqual([
    ['training.l2', 0.25],
    ['training.learning-rate', 0.02],
  ]);
});

test('a change that was taken up is not ordered again from the next process', async () => {
  const yard = await openYard();
  const { id } = await yard.begin('dies on order', 12);
  await yard.until(id, ({ epochs }) => epochs > 0);
  yard.supervisor.change(id, 'training.l2', 0.25);
  const { state, recipe } = await yard.end(id);
  expect(state).toBe('finished');
  expect(recipe.training.changes).toMatchObject([{ path: 'training.l2', value: 0.25 }]);
});

test('a stop in pre-training ends it alone: training follows, and its epochs are the ones that count', async () => {
  const yard = await openYard();
  const { id } = await yard.begin('pretrains');
  await yard.until(id, () => yard.supervisor.history(id)?.epochs().at(-1)?.phase === 'pretraining');
  yard.supervisor.control(id, 'stop');
  expect(yard.store.held(id)?.record.state).toBe('training');
  const record = await yard.end(id);
  expect(record).toMatchObject({ state: 'finished', epochs: 6, bestEpoch: 6, seconds: 1.5 });
  expect(record.pretraining).toMatchObject({ skipped: true, unlabelledRows: 5 });
});

test('a workbench that closes stops a run in its pre-training too', async () => {
  const yard = await openYard();
  const { id } = await yard.begin('pretrains', 100_000);
  await yard.until(id, () => yard.supervisor.history(id)?.epochs().at(-1)?.phase === 'pretraining');
  await yard.supervisor.close();
  expect((await yard.end(id)).state).toBe('stopped');
});
