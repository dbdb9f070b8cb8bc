// The Devices step: what the machine has, comparing, cancelling, taking the recommended device, and errors.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from './page/open-window';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

test('each device is listed, with the reason and the fix where it is not used', async () => {
  const page = await desk.open({});
  await page.keyboard.press('Control+6');
  const list = page.locator('.devices');
  await list.getByRole('heading', { name: 'CPU taken by auto' }).waitFor();
  expect(await list.getByRole('heading').allTextContents()).toEqual([
    'CPUtaken by auto',
    'GPU 0',
    'WebAssembly',
  ]);
  await list.getByText('The CPU build of TensorFlow is in use.').waitFor();
  await list.getByText(/Run `npm run setup`/).waitFor();
});

test('a comparison shows how it goes, recommends a device, and puts it into the recipe', async () => {
  const page = await desk.open({ compareMs: 300 });
  await page.keyboard.press('Control+6');
  await page.getByRole('button', { name: 'Compare the devices' }).click();
  await page.getByText(/^Measuring CPU/).waitFor();
  await page.getByText('Recommended').waitFor();
  const best = page.locator('tr.recommended');
  expect(await best.locator('th').textContent()).toMatch(/^CPU, \d threads, /);
  await page.getByText(/ends the planned run first/).waitFor();
  await best.getByRole('button').click();
  await page.getByText(/The recipe runs on CPU/).waitFor();
  expect(await best.getByRole('button').isDisabled()).toBe(true);
  await page.keyboard.press('Control+z');
  expect(await best.getByRole('button').isEnabled()).toBe(true);
});

test('a comparison can be cancelled and started again', async () => {
  const page = await desk.open({ compareMs: 3_600_000 });
  await page.keyboard.press('Control+6');
  await page.getByRole('button', { name: 'Compare the devices' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Cancelled before every device was measured.').waitFor();
  await page.getByRole('button', { name: 'Compare again' }).click();
  await page.getByText(/^Measuring CPU/).waitFor();
});

test('a refusal is shown as a notice', async () => {
  const page = await desk.open({
    failing: {
      'devices.compare': {
        code: 'request-invalid',
        message: 'Something trains already.',
        place: {},
        fix: 'Wait until it has ended.',
      },
    },
  });
  await page.keyboard.press('Control+6');
  await page.getByRole('button', { name: 'Compare the devices' }).click();
  await page.getByText('Something trains already.').waitFor();
});

test('nothing went wrong in any of the windows', () => {
  expect(desk.faults).toEqual([]);
});
