// Drives the Train step as a person does: finds fields by search, sets them, trains, and reads what the page shows.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { formatValue, listPaths, type RecipeField, type RecipeValue } from '../../../src/core/recipe/paths';
import type { Epoch } from '../../../src/core/run/epoch';
import type { RunRecord } from '../../../src/core/run/record';
import type { Telemetry } from '../../../src/core/run/telemetry';
import { type App, openByDialog, type RunFolder, runsOf } from '../app';

/** Recipe paths with their values, in the order in which they are set. */
export type Settings = Readonly<Record<string, RecipeValue>>;

/** What a finished run left in its folder. */
export interface Trained extends RunFolder {
  /** As the list of runs counts. */
  number: number;
  /** Of the training proper. */
  epochs: Epoch[];
  pretraining: Epoch[];
  looks: Telemetry[];
}

/** One file on the desk, and the way to set, train and read. */
export interface TrainPage {
  page: Page;
  set(settings: Settings): Promise<void>;
  /** Starts by the key and resolves when the run is over; a run that fails is an error unless `state` says so. */
  train(state?: RunRecord['state']): Promise<Trained>;
  start(): Promise<RunFolder>;
  read(run: RunFolder): Trained;
  /** Takes the recipe of an earlier run into the form. */
  useRecipeOf(run: Trained): Promise<void>;
}

/** Opens the file, chooses the target and goes to the Train step. */
export async function openTrainPage(app: App, file: string, target: string): Promise<TrainPage> {
  const { page } = app;
  const name = path.basename(file);
  await openByDialog(app, file);
  await page.getByRole('heading', { name }).waitFor();
  await page.getByLabel('Target', { exact: true }).selectOption(target);
  await page.keyboard.press('ControlOrMeta+3');
  const runs = () => runsOf(app, name);
  const read = (run: RunFolder) => readTrained(run, runs());
  const start = async () => {
    const before = runs().length;
    const button = page.getByRole('main').getByRole('button', { name: 'Train', exact: true });
    await expect.poll(() => button.isEnabled()).toBe(true);
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect.poll(() => runs().length, { timeout: 60_000 }).toBe(before + 1);
    return runs().at(-1) as RunFolder;
  };
  return {
    page,
    start,
    read,
    set: async (settings) => {
      for (const [field, value] of Object.entries(settings)) await setField(page, field, value);
    },
    train: async (state = 'finished') => {
      const run = await start();
      return read(await waitForEnd(page, run, runs().length, state));
    },
    useRecipeOf: async ({ number }) => {
      await selectRun(page, number);
      const use = page.locator('.run-facts').getByRole('button', { name: 'Use this recipe' });
      if ((await use.count()) > 0) await use.click();
      await expect.poll(() => use.count()).toBe(0);
    },
  };
}

/** Resolves when the file says that the run is over and the page shows it. */
export async function waitForEnd(page: Page, run: RunFolder, number: number, state = 'finished') {
  const over = ['finished', 'stopped', 'cancelled', 'failed'];
  await expect
    .poll(() => over.includes(readRecord(run).state), { timeout: 120_000, interval: 50 })
    .toBe(true);
  const record = readRecord(run);
  expect(record.error?.message ?? record.state).toBe(state);
  await page
    .locator('.run-head')
    .getByRole('heading', { name: `Run ${number}`, exact: true })
    .waitFor();
  const words = { finished: 'Finished', stopped: 'Stopped', cancelled: 'Cancelled', failed: 'Failed' };
  const word = words[state as keyof typeof words];
  await page.locator('.run-head .state-chip').getByText(word, { exact: true }).waitFor();
  return { folder: run.folder, record };
}

function readRecord({ folder }: RunFolder): RunRecord {
  return JSON.parse(readFileSync(path.join(folder, 'run.json'), 'utf8')) as RunRecord;
}

/** The whole lines of a file of the run; none where it has no such file. */
export function readLines<Line>({ folder }: RunFolder, name: string): Line[] {
  const file = path.join(folder, name);
  if (!existsSync(file)) return [];
  const whole = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return whole.map((line) => JSON.parse(line) as Line);
}

function readTrained(run: RunFolder, all: readonly RunFolder[]): Trained {
  const epochs = readLines<Epoch>(run, 'metrics.jsonl');
  return {
    folder: run.folder,
    record: readRecord(run),
    number: all.findIndex(({ folder }) => folder === run.folder) + 1,
    epochs: epochs.filter(({ phase }) => phase === 'training'),
    pretraining: epochs.filter(({ phase }) => phase === 'pretraining'),
    looks: readLines<Telemetry>(run, 'telemetry.jsonl'),
  };
}

export async function selectRun(page: Page, number: number): Promise<void> {
  await page.getByRole('button', { name: `Run ${number}`, exact: true }).click();
  await page
    .locator('.run-head')
    .getByRole('heading', { name: `Run ${number}`, exact: true })
    .waitFor();
}

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search the recipe' });

/** The line of a field, wherever the form shows it. */
export function fieldRow(page: Page, field: string): Locator {
  return page.locator(`.recipe-form [data-path="${field}"]`);
}

/** Searches for the field, brings it along if another choice is needed, and sets it. */
export async function setField(page: Page, field: string, value: RecipeValue): Promise<void> {
  const [title, ...others] = new Set(fieldsAt(field).map((one) => one.title));
  const row = fieldRow(page, field);
  // What is called otherwise with another choice is looked for by its path.
  await search(page).fill(title === undefined || others.length > 0 ? field : title);
  await row.waitFor();
  if (await isMissing(row)) await row.getByRole('button').click();
  await fillField(row, field, value);
}

/** Whether a choice stands in the way of a field that was found. */
async function isMissing(row: Locator): Promise<boolean> {
  return await row.evaluate((element) => element.classList.contains('missing'));
}

function fieldsAt(field: string): RecipeField[] {
  const found = listPaths().filter(({ path: candidate }) => candidate === field);
  if (found.length === 0) throw new Error(`There is no field ${field}`);
  return found;
}

/** Paths of all fields that were set so far. */
export const setFields = new Set<string>();

/** Sets the control of a line that is in view. */
export async function fillField(row: Locator, field: string, value: RecipeValue): Promise<void> {
  setFields.add(field);
  const type = fieldsAt(field)[0]?.type;
  if (type === 'boolean') await row.getByRole('switch').setChecked(value === true);
  else if (type === 'choice') await row.getByRole('combobox').selectOption(formatValue(value));
  else
    await row.getByRole('textbox').fill(Array.isArray(value) && value.length === 0 ? '' : formatValue(value));
  expect(await row.locator('.field-message').count(), `${field} = ${formatValue(value)}`).toBe(0);
}

export async function clearSearch(page: Page): Promise<void> {
  await search(page).fill('');
  await page.locator('.form-section').first().waitFor();
}

/** The views of a run, as their buttons are called. */
export async function showView(page: Page, view: 'Charts' | 'Table' | 'Layers'): Promise<void> {
  await page.locator('.run-tools').getByRole('button', { name: view, exact: true }).click();
}

/** The figures of a table in view by their column heads, in the order of the epochs; NaN for a dash. */
async function readFigures(table: Locator): Promise<Record<string, number[]>> {
  const [heads, rows] = await table.evaluate((element) => {
    const texts = (list: Iterable<Element>) => [...list].map((cell) => cell.textContent ?? '');
    const lines = [...element.querySelectorAll('tbody tr:not([aria-hidden])')];
    return [texts(element.querySelectorAll('th')), lines.map((line) => texts(line.children))] as const;
  });
  const columns = heads.map((head, i) => [head, rows.map((row) => readNumber(row[i])).reverse()]);
  return Object.fromEntries(columns) as Record<string, number[]>;
}

/** As the page writes numbers: with a true minus, commas between thousands, and percent signs. */
function readNumber(written = ''): number {
  const plain = written.replaceAll(',', '').replace('−', '-').replace('×10', 'e');
  return plain.endsWith('%') ? Number.parseFloat(plain) / 100 : Number.parseFloat(plain);
}

/** The table of epochs of the run in view. */
export async function readEpochTable(page: Page): Promise<Record<string, number[]>> {
  await showView(page, 'Table');
  return await readFigures(page.locator('.epoch-table table'));
}

/** One figure of every layer as the Layers view lists it; keys are the layers' titles, and `Epoch`. */
export async function readLayerTable(page: Page, figure: string): Promise<Record<string, number[]>> {
  await showView(page, 'Layers');
  await page.getByLabel('Figure', { exact: true }).selectOption({ label: figure });
  await page.locator('.layers-head').getByRole('button', { name: 'Table', exact: true }).click();
  return await readFigures(page.getByRole('region', { name: `${figure} of each layer` }).locator('table'));
}

/** What a chart says to people who do not see it. */
export async function readChart(page: Page, title: string): Promise<string> {
  const panel = page.locator('.chart-panel', { has: page.getByText(title, { exact: true }) });
  return await panel.locator('p.visually-hidden').innerText();
}
