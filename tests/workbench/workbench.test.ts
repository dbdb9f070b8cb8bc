// The workbench as its doors use it: opening, running, listing, predicting, exporting, and the contract's calls.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type CommandName, commands, type Dataset } from '../../src/workbench/contract/commands';
import { workbenchEventSchema } from '../../src/workbench/contract/events';
import type { Workbench } from '../../src/workbench/workbench';
import { openBench, recipeFor } from './bench';

/** A call whose answer fits the contract. */
async function ask(workbench: Workbench, name: CommandName, input: unknown): Promise<unknown> {
  const answer = await workbench.call(name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
  return commands[name].output.parse(answer.value);
}

async function refusal(workbench: Workbench, name: string, input: unknown) {
  const answer = await workbench.call(name, input);
  return answer.ok ? null : answer.error;
}

test('every command answers within its contract, and so does every event', async () => {
  const { workbench, file, home, dialogs, events } = await openBench();
  dialogs.openData = async () => file;
  dialogs.saveFolder = async () => home;
  dialogs.saveFile = async () => path.join(home, 'predictions.csv');
  const samples = [
    {
      id: 's',
      title: 'S',
      description: '',
      task: 'regression',
      target: 't',
      rows: 1,
      columns: 1,
      file: 'table.csv',
    },
  ];
  await writeFile(path.join(home, 'samples.json'), JSON.stringify(samples));
  expect(await ask(workbench, 'app.info', {})).toMatchObject({ door: 'cli', opened: null, runtime: null });
  expect(await workbench.probe()).toMatchObject({ backend: 'wasm' });
  expect(await ask(workbench, 'sample.list', {})).toHaveLength(1);
  await ask(workbench, 'sample.open', { id: 's' });
  const { datasetId } = (await ask(workbench, 'dataset.choose', {})) as Dataset;
  expect(await ask(workbench, 'dataset.recent', {})).toMatchObject([{ path: file }]);
  await ask(workbench, 'dataset.reopen', { path: file });
  expect(await ask(workbench, 'app.info', {})).toMatchObject({
    opened: { datasetId },
    runtime: { device: 'cpu' },
  });
  const started = (await ask(workbench, 'run.start', { datasetId, recipe: recipeFor('fine') })) as {
    id: string;
  };
  const runId = started.id;
  await ask(workbench, 'run.pause', { runId });
  await ask(workbench, 'run.resume', { runId });
  await workbench.waitForRun(runId);
  expect(await ask(workbench, 'run.get', { runId })).toMatchObject({
    record: { state: 'finished' },
    epochs: { length: 6 },
    telemetry: [{ epoch: 2 }, { epoch: 4 }, { epoch: 6 }],
    preflight: { checks: [{ id: 'few-rows', light: 'green' }] },
  });
  expect(await ask(workbench, 'run.list', { datasetId })).toMatchObject([{ id: runId }]);
  expect(await ask(workbench, 'run.predict', { runId })).toEqual({
    file: path.join(home, 'predictions.csv'),
    rows: 2,
    preview: [['prediction'], ['a "b", c'], ['d']],
  });
  const exported = (await ask(workbench, 'run.export', { runId, format: 'onnx' })) as {
    folder: string;
    files: string[];
  };
  expect(exported.files).toEqual(['deep/model.bin']);
  const again = (await ask(workbench, 'run.export', { runId, format: 'onnx' })) as { folder: string };
  expect(again.folder).toBe(`${exported.folder}-2`);
  await ask(workbench, 'run.stop', { runId });
  await ask(workbench, 'run.cancel', { runId });
  await ask(workbench, 'run.remove', { runId });
  expect(await ask(workbench, 'run.list', { datasetId })).toEqual([]);
  const kinds = new Set(events.map((event) => workbenchEventSchema.parse(event).kind));
  expect([...kinds].sort()).toEqual([
    'openingChanged',
    'runChanged',
    'runChecked',
    'runDiagnosed',
    'runRemoved',
    'runtimeProbed',
    'workProgressed',
  ]);
  expect((await readdir(home)).filter((name) => name.includes('partial') || name.includes('tmp'))).toEqual(
    [],
  );
});

test('a cancelled dialog is null, not an error', async () => {
  const { workbench, file } = await openBench();
  expect(await ask(workbench, 'dataset.choose', {})).toBeNull();
  const { id } = await workbench.startRun({
    data: file,
    test: null,
    recipe: recipeFor('quick'),
    folder: null,
  });
  await workbench.waitForRun(id);
  expect(await ask(workbench, 'run.export', { runId: id, format: 'tfjs' })).toBeNull();
  expect(await ask(workbench, 'run.predict', { runId: id })).toBeNull();
});

test('what a call must not do is refused with a reason', async () => {
  const { workbench, file } = await openBench();
  expect(await refusal(workbench, 'no.such', {})).toMatchObject({ code: 'request-invalid' });
  expect(await refusal(workbench, 'toString', {})).toMatchObject({ code: 'request-invalid' });
  expect(await refusal(workbench, 'run.get', { runId: 1 })).toMatchObject({ place: { field: 'runId' } });
  expect(await refusal(workbench, 'run.get', { runId: 'x', more: true })).toMatchObject({
    code: 'request-invalid',
  });
  expect(await refusal(workbench, 'run.get', { runId: 'nothing' })).toMatchObject({ code: 'run-not-found' });
  // A page may not name a path that the person never opened.
  expect(await refusal(workbench, 'dataset.reopen', { path: file })).toMatchObject({
    code: 'request-invalid',
  });
  expect(
    await refusal(workbench, 'run.start', { datasetId: file, recipe: recipeFor('quick') }),
  ).toMatchObject({
    code: 'request-invalid',
  });
  expect(await refusal(workbench, 'run.start', { datasetId: 'x', recipe: { data: {} } })).toMatchObject({
    place: { field: 'recipe.data.target' },
  });
});

test('faults of files come with their place, and the data process may die', async () => {
  const { workbench, home } = await openBench();
  await expect(workbench.openFile(path.join(home, 'bad.csv'))).rejects.toMatchObject({
    code: 'data-invalid',
    place: { line: 3 },
    fix: 'Mend it.',
  });
  await expect(workbench.openFile(path.join(home, 'dies.csv'))).rejects.toMatchObject({ code: 'internal' });
  await expect(workbench.openFile(path.join(home, 'good.csv'))).resolves.toMatchObject({
    profile: { name: 'good.csv' },
  });
  const recipe = recipeFor('quick');
  const start = (data: string, folder: string | null) =>
    workbench.startRun({ data, test: null, recipe, folder });
  await expect(start(path.join(home, 'gone.csv'), null)).rejects.toMatchObject({ code: 'file-not-found' });
  await expect(start(home, null)).rejects.toMatchObject({
    code: 'file-unreadable',
    message: expect.stringContaining('is a folder, not a file.'),
  });
  expect(existsSync(path.join(home, 'projects'))).toBe(false);
});

test('a run in a folder of its own is found by folder and id, and its removal spares strangers', async () => {
  const { workbench, home, file } = await openBench();
  const folder = path.join(home, 'here');
  const { id } = await workbench.startRun({ data: file, test: file, recipe: recipeFor('quick'), folder });
  await workbench.waitForRun(id);
  expect((await workbench.readRun(folder)).record.id).toBe(id);
  expect((await workbench.readRun(id)).folder).toBe(folder);
  const again = workbench.startRun({ data: file, test: null, recipe: recipeFor('quick'), folder });
  await expect(again).rejects.toThrow('not empty');
  await writeFile(path.join(folder, 'notes.txt'), 'mine');
  await workbench.call('run.remove', { runId: id });
  expect(await readdir(folder)).toEqual(['notes.txt']);
});

test('a run under way is not removed, exported or resumed', async () => {
  const { workbench, home, file } = await openBench();
  const { id } = await workbench.startRun({
    data: file,
    test: null,
    recipe: recipeFor('fine', 1000),
    folder: null,
  });
  expect(await refusal(workbench, 'run.remove', { runId: id })).toMatchObject({ fix: 'Cancel it first.' });
  const out = path.join(home, 'out');
  await expect(workbench.exportModel({ run: id, format: 'onnx', out })).rejects.toMatchObject({
    code: 'model-invalid',
  });
  await workbench.control(id, 'cancel');
  await workbench.waitForRun(id);
  await expect(workbench.control(id, 'resume')).rejects.toThrow('no checkpoint');
  await expect(workbench.exportModel({ run: id, format: 'onnx', out })).rejects.toThrow('left no model');
});

test('an export never mixes with what is there', async () => {
  const { workbench, home, file } = await openBench();
  const { id } = await workbench.startRun({
    data: file,
    test: null,
    recipe: recipeFor('quick'),
    folder: null,
  });
  await workbench.waitForRun(id);
  const out = path.join(home, 'out');
  await mkdir(out);
  expect(await workbench.exportModel({ run: id, format: 'onnx', out })).toEqual({
    files: ['deep/model.bin'],
  });
  await expect(workbench.exportModel({ run: id, format: 'onnx', out })).rejects.toThrow('not empty');
  expect(await readFile(path.join(out, 'deep', 'model.bin'), 'utf8')).toBe('x');
});

test('a model that no format can hold is refused before a folder is asked for', async () => {
  const { workbench, file, dialogs } = await openBench();
  let asked = 0;
  dialogs.saveFolder = async () => {
    asked += 1;
    return null;
  };
  const { id } = await workbench.startRun({
    data: file,
    test: null,
    recipe: recipeFor('quick'),
    folder: null,
  });
  await workbench.waitForRun(id);
  expect(await ask(workbench, 'run.export', { runId: id, format: 'onnx' })).toBeNull();
  expect(asked).toBe(1);
  const { folder } = await workbench.readRun(id);
  const learnedFrom = { rows: 9, part: 'training part' };
  const hashed = [{ name: 'note', type: 'text', features: 8, text: { kind: 'words' } }];
  const card = {
    version: 2,
    target: { kind: 'number', name: 't', mean: 0, deviation: 1 },
    preparation: { numbers: [], categories: [], hashed, neighbours: [], steps: [], learnedFrom },
  };
  await writeFile(path.join(folder, 'model', 'model.json'), JSON.stringify(card));
  expect(await refusal(workbench, 'run.export', { runId: id, format: 'onnx' })).toMatchObject({
    code: 'export-unsupported',
    place: { column: 'note' },
  });
  expect(asked).toBe(1);
});

test('a run of another living Hone is shown as it is and left alone', async () => {
  const first = await openBench();
  const { id } = await first.workbench.startRun({
    data: first.file,
    test: null,
    recipe: recipeFor('fine', 1000),
    folder: null,
  });
  const { folder } = await first.workbench.readRun(id);
  const owner = JSON.parse(await readFile(path.join(folder, 'owner.json'), 'utf8')) as object;
  // The process that runs this one is alive, and is not this one.
  await writeFile(path.join(folder, 'owner.json'), JSON.stringify({ ...owner, pid: process.ppid }));
  const second = await openBench(first.home);
  expect(['queued', 'preparing', 'training']).toContain((await second.workbench.readRun(id)).record.state);
  await expect(second.workbench.control(id, 'stop')).rejects.toThrow('Another running Hone');
  expect(await refusal(second.workbench, 'run.remove', { runId: id })).toMatchObject({
    code: 'request-invalid',
  });
});

test('checks on request: their result, one at a time, cancelled, and the faults of their trainer', async () => {
  const { workbench, file, dialogs } = await openBench();
  dialogs.openData = async () => file;
  const { datasetId } = (await ask(workbench, 'dataset.choose', {})) as Dataset;
  const checked = await ask(workbench, 'preflight.run', { datasetId, recipe: recipeFor('fine') });
  expect(checked).toMatchObject({ checks: [{ id: 'few-rows', light: 'green' }] });
  const hanging = refusal(workbench, 'preflight.run', { datasetId, recipe: recipeFor('hangs') });
  expect(await refusal(workbench, 'preflight.run', { datasetId, recipe: recipeFor('fine') })).toMatchObject({
    code: 'request-invalid',
  });
  await ask(workbench, 'preflight.cancel', {});
  expect(await hanging).toMatchObject({ code: 'cancelled' });
  expect(await refusal(workbench, 'preflight.run', { datasetId, recipe: recipeFor('fails') })).toMatchObject({
    code: 'target-invalid',
  });
  // Nothing is left of what went wrong.
  await ask(workbench, 'preflight.run', { datasetId, recipe: recipeFor('fine') });
});
