// Every step in light and dark and at both sizes: pictures for people to look at, and what a program can see of looks.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scene } from './fake/scene';
import { type Desk, openDesk, type WindowLooks } from './page/open-window';

const pictures = join(import.meta.dirname, '../../.cache/pictures');

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await mkdir(pictures, { recursive: true });
});
afterAll(() => desk.close());

const steps: { name: string; scene: Partial<Scene>; show(page: Page): Promise<void> }[] = [
  { name: 'start', scene: { opened: '' }, show: async () => {} },
  { name: 'data', scene: { warnings: ['Column "sex" has 11 gaps.'] }, show: async () => {} },
  {
    name: 'data-reading',
    scene: {},
    async show(page) {
      await page.getByRole('button', { name: 'How it is read' }).click();
      await page.getByLabel('Header rows', { exact: true }).fill('0');
      await page.getByRole('button', { name: 'Read the file this way' }).waitFor();
    },
  },
  {
    name: 'data-reading-found',
    scene: {},
    async show(page) {
      await page.getByRole('button', { name: 'How it is read' }).click();
      await page.getByText('2 rows were left out').waitFor();
    },
  },
  {
    name: 'data-column',
    scene: {},
    async show(page) {
      await page.getByRole('button', { name: 'bill_length_mm', exact: true }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'data-understanding',
    scene: {},
    async show(page) {
      await page.getByRole('button', { name: 'Understanding', exact: true }).click();
      await page.getByText('What goes with the target').waitFor();
    },
  },
  {
    name: 'prepare',
    scene: { runs: 1 },
    async show(page) {
      await page.keyboard.press('Control+2');
      await page.locator('.before-after').waitFor();
      await page.locator('.fitted-steps .proof').first().waitFor();
    },
  },
  {
    name: 'prepare-series',
    scene: { opened: 'seattle-weather' },
    async show(page) {
      await page.getByRole('button', { name: 'date', exact: true }).click();
      await page.getByLabel('Role', { exact: true }).selectOption('time');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+2');
      await page.locator('.decomposition').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'prepare-own',
    scene: {},
    async show(page) {
      await page.keyboard.press('Control+2');
      await page.getByRole('button', { name: 'Add columns…' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'train',
    scene: { runs: 2, epochMs: 30 },
    async show(page) {
      await page.keyboard.press('Control+3');
      await page.keyboard.press('Control+Enter');
      await page.getByText(/^Epoch [2-9]\d of [\d,]+$/).waitFor();
    },
  },
  {
    name: 'form-expert',
    scene: { runs: 1 },
    async show(page) {
      await page.keyboard.press('Control+3');
      await page.getByLabel('Dropout', { exact: true }).fill('0.3');
      await page.getByRole('button', { name: 'Expert', exact: true }).click();
      const closed = page.locator('h3 [aria-expanded="false"]');
      while ((await closed.count()) > 0) await closed.first().click();
      await page.locator('[data-section="regularization"]').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'form-search',
    scene: {},
    async show(page) {
      await page.keyboard.press('Control+3');
      await page.keyboard.press('/');
      await page.keyboard.type('weight decay');
      await page.locator('.search-results').waitFor();
    },
  },
  {
    name: 'form-options',
    scene: {},
    async show(page) {
      await page.keyboard.press('Control+3');
      await page.locator('[data-path="training.optimizer"] .chosen-option .link').click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'ordered',
    scene: { epochMs: 60, runs: 83 },
    async show(page) {
      await page.keyboard.press('Control+3');
      await page.keyboard.press('Control+Enter');
      await page.getByText(/^Epoch \d+ of [\d,]+$/).waitFor();
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'Resume' }).waitFor();
      await page.getByRole('button', { name: '×½' }).click();
      await page.getByText(/^From the next epoch/).waitFor();
    },
  },
  {
    name: 'notices',
    scene: { runs: 1 },
    async show(page) {
      await page.keyboard.press('Control+3');
      await page.locator('.advisor').getByRole('button', { name: 'Apply' }).click();
      await page.locator('.run-facts').getByRole('button', { name: 'Use this recipe' }).click();
      await page.locator('.toast').nth(1).waitFor();
    },
  },
  {
    name: 'preflight-twice',
    scene: {},
    async show(page) {
      await page.keyboard.press('Control+3');
      await page.getByLabel('Learning rate', { exact: true }).fill('5');
      await page.getByRole('button', { name: 'Run checks' }).click();
      await page.getByText('Pre-flight: 2 faults, 4 passed').waitFor();
    },
  },
  {
    name: 'live',
    scene: { epochMs: 120 },
    async show(page) {
      await page.keyboard.press('Control+3');
      await page.keyboard.press('Control+Enter');
      await page.getByText(/^Epoch \d+ of [\d,]+$/).waitFor();
      await page.getByRole('button', { name: '×½' }).click();
      await page.getByRole('region', { name: 'Changes during the run' }).waitFor();
      await page.waitForTimeout(1500);
    },
  },
  {
    name: 'layers',
    scene: { runs: 1 },
    async show(page) {
      await page.keyboard.press('Control+3');
      await page.getByRole('button', { name: 'Layers', exact: true }).click();
      await page.locator('.layer-heat canvas').waitFor();
    },
  },
  {
    name: 'preflight',
    scene: {},
    async show(page) {
      await page.keyboard.press('Control+3');
      await page.getByLabel('Learning rate', { exact: true }).fill('0.5');
      await page.getByRole('button', { name: 'Run checks' }).click();
      await page.getByText('Pre-flight: 1 fault, 5 passed').waitFor();
    },
  },
  {
    name: 'rates',
    scene: { rateMs: 5 },
    async show(page) {
      await page.keyboard.press('Control+3');
      await page.getByRole('button', { name: 'Find a rate…' }).click();
      await page.getByRole('button', { name: 'Start the test' }).click();
      await page.getByRole('button', { name: /^Use 0/ }).waitFor();
    },
  },
  {
    name: 'effect',
    scene: { runs: 1, rateMs: 5 },
    async show(page) {
      await page.keyboard.press('Control+3');
      await page.getByLabel('Dropout', { exact: true }).fill('0.3');
      await page.getByRole('button', { name: 'Measure the effect…' }).click();
      await page.getByRole('button', { name: 'Measure', exact: true }).click();
      await page.getByText('10 of 10 pairs', { exact: true }).waitFor();
    },
  },
  { name: 'trained', scene: { runs: 3 }, show: (page) => page.keyboard.press('Control+3') },
  { name: 'diagnose', scene: { runs: 2 }, show: (page) => page.keyboard.press('Control+4') },
  {
    name: 'diagnose-regression',
    scene: { runs: 2, opened: 'cars' },
    show: (page) => page.keyboard.press('Control+4'),
  },
  {
    name: 'export',
    scene: { runs: 2 },
    async show(page) {
      await page.keyboard.press('Control+5');
      await page.getByRole('button', { name: 'Export ONNX…' }).click();
    },
  },
  { name: 'devices', scene: {}, show: (page) => page.keyboard.press('Control+6') },
  {
    name: 'devices-compared',
    scene: { compareMs: null },
    async show(page) {
      await page.keyboard.press('Control+6');
      await page.getByRole('button', { name: 'Compare the devices' }).click();
      await page.getByText(/ends the planned run first/).waitFor();
    },
  },
  {
    name: 'devices-comparing',
    scene: { compareMs: 3_600_000 },
    async show(page) {
      await page.keyboard.press('Control+6');
      await page.getByRole('button', { name: 'Compare the devices' }).click();
      await page.getByText(/\(3 of 7\)/).waitFor();
    },
  },
];

const looks: WindowLooks[] = [
  { theme: 'light', width: 1280, height: 820 },
  { theme: 'dark', width: 1280, height: 820 },
  { theme: 'light', width: 1024, height: 700 },
  { theme: 'dark', width: 1024, height: 700 },
];

/** Controls without a name, ids that come twice, and panes that are wider than what they stand in. */
function findFlaws(): string[] {
  const flaws: string[] = [];
  if (document.documentElement.scrollWidth > window.innerWidth)
    flaws.push('the page is wider than the window');
  for (const control of document.querySelectorAll<HTMLElement>('button, input, select, [role="img"]')) {
    const labels = (control as HTMLInputElement).labels;
    const name = control.getAttribute('aria-label') ?? control.textContent ?? '';
    if (name.trim() === '' && (labels?.length ?? 0) === 0)
      flaws.push(`no name: ${control.outerHTML.slice(0, 120)}`);
  }
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) flaws.push(`id twice: ${id}`);
  for (const pane of document.querySelectorAll(
    '.advisor-scroll, .recipe-form, .run-scroll, .parts-pane, .look-pane, .understanding-panel, .prepare-settings, .prepare-view, .scroll-page, .top-bar, .dialog-body, .run-head, .live-controls, .layer-lines, .notice-stack',
  ))
    if (pane.scrollWidth > pane.clientWidth)
      flaws.push(`${pane.className} is ${pane.scrollWidth - pane.clientWidth} too wide`);
  const boxes = (selector: string) =>
    [...document.querySelectorAll(selector)].map((element) => element.getBoundingClientRect());
  for (const notice of boxes('.toast'))
    for (const pane of boxes('.step, .advisor-scroll'))
      if (notice.left < pane.right - 1 && notice.top < pane.bottom - 1) flaws.push('a notice covers a pane');
  for (const line of boxes('.run-head'))
    if (line.height > 32) flaws.push('the head of the run has two lines');
  const fields = boxes('.live-field .field-box');
  if (fields.some(({ left }, i) => i > 0 && left < (fields[i - 1]?.right ?? 0)))
    flaws.push('live fields overlap');
  const buttons = boxes('.step-head .button');
  if (buttons.some(({ left }, i) => i > 0 && left < (buttons[i - 1]?.right ?? 0)))
    flaws.push('buttons of the head overlap');
  for (const label of document.querySelectorAll('.field-line label'))
    if (label.scrollWidth > label.clientWidth) flaws.push(`cut: ${label.textContent}`);
  if (new Set(boxes('.live-field').map(({ top }) => top)).size > 1) flaws.push('live fields in two rows');
  return flaws;
}

for (const step of steps)
  for (const look of looks)
    test(`${step.name} in ${look.theme} at ${look.width}×${look.height}`, async () => {
      const page = await desk.open(step.scene, look);
      await step.show(page);
      await page.waitForTimeout(250);
      await page.screenshot({ path: join(pictures, `${step.name}-${look.width}-${look.theme}.png`) });
      expect(await page.evaluate(findFlaws)).toEqual([]);
    });

test('with reduced motion nothing moves by itself', async () => {
  const page = await desk.open({ epochMs: 60 }, { reducedMotion: true });
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^Epoch \d+ of [\d,]+$/).waitFor();
  const moving = await page.evaluate(
    () =>
      document.getAnimations().filter((animation) => Number(animation.effect?.getTiming().iterations) > 1)
        .length,
  );
  expect(moving).toBe(0);
});

test('the theme follows the system, and a choice is kept', async () => {
  const page = await desk.open({}, { theme: 'dark' });
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  expect(await theme()).toBe('dark');
  await page.getByRole('button', { name: 'Light' }).click();
  expect(await theme()).toBe('light');
  await page.reload();
  await page.locator('.preview').waitFor();
  expect(await theme()).toBe('light');
});

test('nothing went wrong in any of the windows', () => {
  expect(desk.faults).toEqual([]);
});
