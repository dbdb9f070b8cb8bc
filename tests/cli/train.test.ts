// `hone train` through the program, with a workbench made of plain data.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../../src/cli/program';
import type { Recipe } from '../../src/core/recipe/recipe';
import type { RunRecord } from '../../src/core/run/record';
import { createFakeSession, epoch, type FakeSession, finishedRecord, temporaryFolder } from './fake-session';

const usual = ['train', 'flowers.csv', '--target', 'species'];

function startedWith(session: FakeSession): {
  data: string;
  test: string | null;
  recipe: Recipe;
  folder: string | null;
} {
  const call = session.calls.find(([name]) => name === 'startRun');
  return call?.[1] as ReturnType<typeof startedWith>;
}

describe('the recipe', () => {
  test('is the default one of the target', async () => {
    const session = createFakeSession();
    expect(await runProgram(session, usual)).toBe(0);
    const input = startedWith(session);
    expect(input.data).toBe('/data/flowers.csv');
    expect(input.test).toBeNull();
    expect(input.folder).toBeNull();
    expect(input.recipe.data.target).toBe('species');
    expect(input.recipe.split).toMatchObject({ test: 0.2 });
  });

  test('takes settings in their order, and the seed', async () => {
    const session = createFakeSession();
    const set = ['--set', 'training.epochs=7', '--set', 'model.hidden=256,128', '--seed', '42'];
    await runProgram(session, [...usual, ...set, '--set', 'training.epochs=8']);
    const { recipe } = startedWith(session);
    expect(recipe.training.epochs).toBe(8);
    expect(recipe.model.hidden).toEqual([256, 128]);
    expect(recipe.seed).toBe(42);
  });

  test('takes changes that hold from an epoch on', async () => {
    const session = createFakeSession();
    await runProgram(session, [...usual, '--change', '20:training.learning-rate=0.0001']);
    expect(startedWith(session).recipe.training.changes).toEqual([
      { epoch: 20, path: 'training.learning-rate', value: 0.0001 },
    ]);
  });

  test.each([
    ['20=0.1', 'not a change of the form epoch:path=value'],
    ['20:training.learning-rate=fast', 'not a change of the form epoch:path=value'],
    ['20:training.epochs=5', 'cannot be changed while the run is going'],
  ])('refuses the change %s', async (change, message) => {
    const session = createFakeSession();
    expect(await runProgram(session, [...usual, '--change', change])).toBe(2);
    expect(session.messages()).toContain(message);
  });

  test('starts from the recipe of a run, of any version, and takes settings on top', async () => {
    const cwd = await temporaryFolder();
    const old = {
      version: 1,
      seed: 9,
      data: { target: 'species' },
      model: { family: 'mlp', hidden: [7], batchNormalization: true },
    };
    await writeFile(join(cwd, 'run.json'), JSON.stringify({ id: 'x', recipe: old }));
    await writeFile(join(cwd, 'alone.json'), JSON.stringify(old));
    for (const file of ['run.json', 'alone.json']) {
      const session = createFakeSession({ cwd });
      const args = ['train', '/data/flowers.csv', '--recipe', file, '--set', 'training.epochs=7'];
      expect(await runProgram(session, args)).toBe(0);
      const { recipe } = startedWith(session);
      expect(recipe).toMatchObject({ seed: 9, model: { hidden: [7] }, training: { epochs: 7 } });
      expect(recipe.model).toMatchObject({ normalization: { kind: 'batch-normalization' } });
      expect(recipe.data.target).toBe('species');
    }
  });

  test.each([
    ['gone.json', null, 'There is no such recipe file.'],
    ['text.json', 'hello', 'The recipe file is not JSON.'],
    ['other.json', '{"data":{"target":"y"},"training":{"epochs":"many"}}', 'training.epochs'],
  ])('refuses the recipe file %s', async (name, content, message) => {
    const cwd = await temporaryFolder();
    if (content !== null) await writeFile(join(cwd, name), content);
    const session = createFakeSession({ cwd });
    expect(await runProgram(session, [...usual, '--recipe', name])).not.toBe(0);
    expect(session.messages()).toContain(message);
  });

  test('leaves no rows for a test part where a test file judges', async () => {
    const session = createFakeSession();
    await runProgram(session, [...usual, '--test', '../held-out.csv']);
    const input = startedWith(session);
    expect(input.test).toBe('/held-out.csv');
    expect(input.recipe.split).toMatchObject({ test: 0 });
  });
});

describe('the result', () => {
  test('as JSON is exactly one object with the keys of the contract', async () => {
    const session = createFakeSession();
    expect(await runProgram(session, [...usual, '--json', '--quiet'])).toBe(0);
    expect(session.messages()).toBe('');
    expect(session.out().endsWith('\n')).toBe(true);
    const report = JSON.parse(session.out());
    expect(Object.keys(report)).toEqual([
      'run',
      'task',
      'target',
      'device',
      'executor',
      'epochs',
      'bestEpoch',
      'seconds',
      'parameters',
      'metrics',
      'diagnosis',
    ]);
    expect(report).toMatchObject({
      run: `/runs/${finishedRecord.id}`,
      task: 'multiclass',
      target: 'species',
      device: 'cpu',
      executor: 'xla',
      epochs: 40,
      bestEpoch: 31,
      metrics: finishedRecord.metrics,
    });
    expect(Object.keys(report.diagnosis[0])).toEqual(['rule', 'confidence', 'evidence', 'remedies']);
  });

  test('for people names the epoch, the figures of each part, the diagnosis and the next commands', async () => {
    const session = createFakeSession();
    await runProgram(session, usual);
    expect(session.out()).toMatchInlineSnapshot(`
      "Multi-class classification of "species" on flowers.csv
      40 epochs in 1.3 s, device cpu, executor xla, 17,283 parameters
      Rows: 90 train, 30 validation, 30 test
      All figures are of epoch 31, the best on the validation rows.

                         train  validation    test
      accuracy          0.9800      0.9667  0.9333
      balancedAccuracy  0.9800      0.9667  0.9333
      logLoss           0.1000      0.2000  0.3000
      rocAuc            0.9900      0.9800       –
      f1Macro           0.9800      0.9666  0.9300

      Diagnosis
      warning: The model overfits (overfit-gap, 90 % sure)
        The training loss is 0.1, the validation loss 0.4.
        Try: Add dropout. It holds back memorizing.
          --set model.dropout=0.2 --set model.hidden=64,64

      Run /runs/20261123-120000-000-abcd
      Next:
        hone predict 20261123-120000-000-abcd new.csv --out predictions.csv
        hone export 20261123-120000-000-abcd --format onnx --out model
      "
    `);
  });

  test('has no test column without a test part', async () => {
    const metrics = { train: { r2: 0.9 }, validation: { r2: 0.8 }, test: null };
    const session = createFakeSession({ record: { ...finishedRecord, metrics } });
    await runProgram(session, usual);
    expect(session.out()).toContain('     train  validation\nr2  0.9000      0.8000\n');
  });
});

describe('progress', () => {
  test('is a few plain lines where stderr is no terminal', async () => {
    const epochs = Array.from({ length: 100 }, (_, i) => epoch(i + 1));
    const session = createFakeSession({ epochs });
    await runProgram(session, usual);
    const lines = session
      .messages()
      .split('\n')
      .filter((line) => line.startsWith('epoch'));
    expect(lines.length).toBe(11);
    expect(lines[10]).toBe('epoch 100/100  loss 0.01  validation loss 0.011  3.0 s left');
    expect(session.messages()).not.toContain('\r');
  });

  test('is one line redrawn, and taken away, where it is', async () => {
    const session = createFakeSession({ live: true });
    await runProgram(session, usual);
    expect(session.messages()).toContain('\r\u001B[2Kepoch   1/100  ░░░░░░░░░░░░░░░░░░░░  loss 1');
    expect(session.messages().endsWith('\r\u001B[2K')).toBe(true);
  });

  test('and warnings are silent with --quiet', async () => {
    const loud = createFakeSession();
    await runProgram(loud, usual);
    expect(loud.messages()).toContain('warning: Column "x" has no values.\n');
    const session = createFakeSession();
    await runProgram(session, [...usual, '-q']);
    expect(session.messages()).toBe('');
  });
});

describe('Ctrl-C', () => {
  test('stops the run, prints what it reached and exits with 130', async () => {
    const record: RunRecord = { ...finishedRecord, state: 'stopped' };
    const session = createFakeSession({ record, during: (interrupt) => interrupt() });
    expect(await runProgram(session, [...usual, '--json'])).toBe(130);
    expect(session.calls).toContainEqual(['stop', record.id]);
    expect(JSON.parse(session.out()).bestEpoch).toBe(31);
    expect(session.messages()).toContain('the best epoch so far is kept');
  });

  test('before the first epoch keeps nothing', async () => {
    const record: RunRecord = { ...finishedRecord, state: 'stopped', epochs: 0, bestEpoch: 0, metrics: null };
    const session = createFakeSession({ record, epochs: [], during: (interrupt) => interrupt() });
    expect(await runProgram(session, usual)).toBe(130);
    expect(session.out()).toBe('');
    expect(session.calls).toContainEqual(['run.remove', { runId: record.id }]);
  });
});

describe('faults', () => {
  async function fail(args: readonly string[], options: Parameters<typeof createFakeSession>[0] = {}) {
    const session = createFakeSession(options);
    const exitCode = await runProgram(session, args);
    expect(session.out()).toBe('');
    return { exitCode, messages: session.messages(), session };
  }

  test('a target that is not there names the nearest column', async () => {
    const { exitCode, messages, session } = await fail(['train', 'flowers.csv', '--target', 'spezies']);
    expect(exitCode).toBe(2);
    expect(messages).toContain('error: The file has no column "spezies". Did you mean "species"?\n');
    expect(messages).toContain('  in /data/flowers.csv, column "spezies"\n');
    expect(messages).toContain('fix: Columns are petal length, species.\n');
    expect(startedWith(session)).toBeUndefined();
  });

  test('no target proposes one', async () => {
    const { exitCode, messages } = await fail(['train', 'flowers.csv']);
    expect(exitCode).toBe(2);
    expect(messages).toContain('fix: Name it, for instance with --target species.\n');
  });

  test.each([
    ['training.epoch=5', 'training.epochs'],
    ['training.optimizer=adma', "'adam'"],
    ['training.epochs=many', 'whole number'],
    ['training.epochs', 'path=value'],
  ])('--set %s says what is right: %s', async (setting, hint) => {
    const { exitCode, messages } = await fail([...usual, '--set', setting]);
    expect(exitCode).toBe(2);
    expect(messages).toContain(hint);
    expect(messages).toContain('fix: ');
  });

  test('are one line of JSON on stderr with --json', async () => {
    const { exitCode, messages } = await fail([...usual, '--json', '-q', '--set', 'training.epochs=0']);
    expect(exitCode).toBe(2);
    expect(JSON.parse(messages).error).toMatchObject({
      code: 'recipe-invalid',
      place: { field: 'training.epochs' },
      fix: expect.any(String),
    });
    expect(messages.trimEnd().includes('\n')).toBe(false);
  });

  test('a folder that is not empty is refused before any work', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'precious.txt'), 'kept');
    const { exitCode, messages, session } = await fail([...usual, '--out', folder]);
    expect(exitCode).toBe(2);
    expect(messages).toContain('not empty');
    expect(session.calls).toEqual([]);
  });

  test('of the trainer on bad data end with 2 and leave no run', async () => {
    const error = {
      code: 'target-invalid',
      message: 'The target is constant.',
      place: { column: 'species' },
    };
    const record: RunRecord = {
      ...finishedRecord,
      state: 'failed',
      epochs: 0,
      bestEpoch: 0,
      metrics: null,
      error,
    };
    const { exitCode, messages, session } = await fail(usual, { record, epochs: [] });
    expect(exitCode).toBe(2);
    expect(messages).toContain('error: The target is constant.\n');
    expect(session.calls).toContainEqual(['run.remove', { runId: record.id }]);
  });

  test('in the middle of a training end with 1 and keep the run', async () => {
    const error = { code: 'training-failed', message: 'The trainer died.', place: {} };
    const record: RunRecord = { ...finishedRecord, state: 'failed', error };
    const { exitCode, session } = await fail(usual, { record });
    expect(exitCode).toBe(1);
    expect(session.calls.map(([name]) => name)).not.toContain('run.remove');
  });

  test('that nobody foresaw end with 1', async () => {
    const openFile = async () => {
      throw new TypeError('undefined is not a function');
    };
    const { exitCode, messages } = await fail(usual, { workbench: { openFile } });
    expect(exitCode).toBe(1);
    expect(messages).toContain('error: undefined is not a function');
  });
});
