// The page over a host, without Electron: calls, uploads, events, and a connection that is lost and comes back.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import samples from '../../resources/samples/samples.json';
import { defaultRecipe } from '../../src/core/recipe/recipe';
import { batchOf, epochOf, recordOf } from './fake/fake-run';
import { profileOf } from './fake/profile-of';
import { buildPage } from './page/build-page';
import { type Desk, openDesk } from './page/open-window';
import { type ScriptedHost, startScriptedHost } from './page/scripted-host';

const csv = ['a,b', ...Array.from({ length: 40 }, (_, i) => `${i * 1.5},${i % 3}.5`)].join('\n');
const profile = profileOf('dropped.csv', csv, 'b');
const recipe = defaultRecipe('b');
const record = {
  ...recordOf(
    'run-1',
    profile,
    { ...recipe, training: { ...recipe.training, epochs: 100 } },
    '2026-01-01T00:00:00Z',
  ),
  state: 'training' as const,
};
const epochs = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => epochOf(from + i, 100, 0.01));

const answers: Record<string, unknown> = {
  'app.info': { version: '0.1.0', door: 'page', runtime: null, opened: null },
  'sample.list': samples.slice(0, 2).map(({ file: _file, ...sample }) => sample),
  'dataset.recent': [],
  upload: { datasetId: 'd', profile },
  'run.list': [record],
  'run.get': {
    record,
    epochs: epochs(1, 10),
    seq: 4,
    findings: [],
    outcome: null,
    telemetry: [],
    preflight: null,
  },
};

let desk: Desk;
let host: ScriptedHost;
let page: Page;

beforeAll(async () => {
  desk = await openDesk();
  host = await startScriptedHost((await buildPage()).folder, answers);
  page = await desk.visit(host.url);
  await page.locator('.samples').waitFor();
});
afterAll(async () => {
  await desk.close();
  await host.close();
});

test('calls are posted with their input, events arrive over the socket', async () => {
  expect(await page.locator('.samples li').count()).toBe(2);
  expect(host.heard).toContain('call app.info {}');
  const runtime = { backend: 'tensorflow', device: 'gpu', version: '2.21.0', reason: null, fix: null };
  await expect
    .poll(
      () => (
        host.send({ event: { kind: 'runtimeProbed', runtime } }),
        page.getByText('TensorFlow 2.21 on GPU').count()
      ),
    )
    .toBe(1);
});

test('a dropped file is uploaded under its name and opened, its run followed', async () => {
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['x,y'], 'my table.csv'));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await page.getByRole('heading', { name: 'dropped.csv' }).waitFor();
  expect(host.heard).toContain('upload ?name=my%20table.csv x,y');
  await expect.poll(() => host.received).toContainEqual({ follow: 'run-1' });
  await page.keyboard.press('Control+3');
  await page.getByText('Epoch 10 of 100', { exact: true }).waitFor();
  host.send({ batch: batchOf('run-1', 5, epochs(11, 12), 3) });
  await page.getByText('Epoch 12 of 100', { exact: true }).waitFor();
});

test('a lost connection is told; when it is back the run is followed and read again', async () => {
  host.received.length = 0;
  answers['run.get'] = {
    record,
    epochs: epochs(1, 30),
    seq: 9,
    findings: [],
    outcome: null,
    telemetry: [],
    preflight: null,
  };
  host.drop();
  await page.getByText('Hone does not answer.').waitFor();
  await page.getByText('Connected again.').waitFor();
  await expect.poll(() => page.getByText('Hone does not answer.').count()).toBe(0);
  await expect.poll(() => host.received).toContainEqual({ follow: 'run-1' });
  await page.getByText('Epoch 30 of 100', { exact: true }).waitFor();
});
