// The window stays responsive while metrics pour in: no task of the main thread over 50 ms is caused by them.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scene } from './fake/scene';
import { type Desk, openDesk } from './page/open-window';
import { traceTasks } from './page/trace-tasks';

let desk: Desk;
const report: Record<string, unknown> = {};
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(async () => {
  await desk.close();
  await writeFile(
    join(import.meta.dirname, '../../.cache/responsiveness.json'),
    JSON.stringify(report, null, 2),
  );
});

/** Starts a run and lets everything be compiled and drawn once before the watch begins. */
async function trainWarm(scene: Partial<Scene>, epochs: number): Promise<Page> {
  const page = await desk.open(scene);
  await page.keyboard.press('Control+3');
  await page.getByLabel('Epochs', { exact: true }).fill(String(epochs));
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^Epoch [\d,]+ of/).waitFor();
  await page.waitForTimeout(1500);
  return page;
}

/** Every task stays under 50 ms of the processor's time; the clock on the wall also counts what else the machine does. */
async function expectShortTasks(name: string, page: Page): Promise<void> {
  const tasks = await traceTasks(page, 4000);
  report[name] = tasks;
  expect(tasks.count).toBeGreaterThan(50);
  expect(tasks.longestCpuMs).toBeGreaterThan(0);
  expect(tasks.longestCpuMs).toBeLessThan(50);
}

test('an epoch every 5 ms makes no long task', async () => {
  await expectShortTasks('an epoch every 5 ms', await trainWarm({ epochMs: 5 }, 100_000));
});

test('ten thousand epochs make no long task', async () => {
  const page = await trainWarm({ epochMs: 0.25 }, 100_000);
  await page.getByText(/^Epoch \d{2},\d{3} of/).waitFor();
  await expectShortTasks('beyond ten thousand epochs', page);
});

test('the table of figures makes none either', async () => {
  const page = await trainWarm({ epochMs: 5 }, 100_000);
  await page.getByRole('button', { name: 'Table' }).click();
  await page.waitForTimeout(500);
  await expectShortTasks('table of epochs', page);
});

test('the look into the layers makes none either', async () => {
  const page = await trainWarm({ epochMs: 5 }, 100_000);
  await page.getByRole('button', { name: 'Layers', exact: true }).click();
  await page.locator('.layer-heat canvas').waitFor();
  await page.waitForTimeout(1500);
  await expectShortTasks('layers', page);
});

test('typing in the whole form, searching it and unfolding it make no long task', async () => {
  const page = await desk.open({ runs: 1 });
  await page.keyboard.press('Control+3');
  await page.getByRole('button', { name: 'Expert', exact: true }).click();
  const closed = page.locator('h3 [aria-expanded="false"]');
  while ((await closed.count()) > 0) await closed.first().click();
  const field = page.getByLabel('Learning rate', { exact: true });
  await field.fill('0.001');
  await page.waitForTimeout(500);
  const typing = (async () => {
    await field.focus();
    await page.keyboard.type('0002', { delay: 120 });
    await page.getByLabel('Optimizer', { exact: true }).selectOption('rmsprop');
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('rate schedule', { delay: 90 });
    await page.keyboard.press('Escape');
  })();
  await expectShortTasks('typing in the form', page);
  await typing;
});

test('no component is drawn anew for each epoch: the counters change at most ten times a second', async () => {
  const page = await trainWarm({ epochMs: 5 }, 100_000);
  const changes = await page.evaluate(async () => {
    let count = 0;
    const line = document.querySelector('.progress strong');
    const observer = new MutationObserver(() => {
      count += 1;
    });
    if (line) observer.observe(line, { characterData: true, childList: true, subtree: true });
    await new Promise((resolve) => setTimeout(resolve, 2000));
    observer.disconnect();
    return count;
  });
  report['counter changes in 2 s'] = changes;
  expect(changes).toBeGreaterThan(0);
  expect(changes).toBeLessThanOrEqual(24);
});
