// Starts the whole app in the test Electron, with a home folder of its own, and takes its pictures.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { RunRecord } from '../../src/core/run/record';

const root = path.resolve(import.meta.dirname, '../..');
/** Looked at by people after a run; not part of the repository. */
export const pictures = path.join(root, '.cache', 'pictures');

export interface App {
  electron: ElectronApplication;
  page: Page;
  home: string;
  close(): Promise<void>;
}

/** `args` are those of a person: a file to open. `prepare` comes before the first window. */
export async function startApp(
  args: string[] = [],
  prepare: (electron: ElectronApplication) => Promise<void> = async () => {},
): Promise<App> {
  const executablePath = process.env.HONE_TEST_ELECTRON;
  if (!executablePath)
    throw new Error('HONE_TEST_ELECTRON names no Electron: run these tests by `npm test -- e2e`');
  const home = mkdtempSync(path.join(os.tmpdir(), 'hone-e2e-'));
  // The sandbox refuses to run as root, which only test machines do.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = await _electron.launch({
    executablePath: startScript(home, executablePath),
    args: [...asRoot, root, ...args],
    env: { ...(process.env as Record<string, string>), HONE_HOME: home },
  });
  await prepare(electron);
  const page = await electron.firstWindow();
  return {
    electron,
    page,
    home,
    async close() {
      await electron.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The next dialogs answer with these paths instead of asking. */
export async function answerDialogs(app: App, answers: { open?: string; save?: string }): Promise<void> {
  await app.electron.evaluate(({ dialog }, { open, save }) => {
    dialog.showOpenDialog = async () => ({
      canceled: open === undefined,
      filePaths: open === undefined ? [] : [open],
    });
    dialog.showSaveDialog = async () => ({ canceled: save === undefined, filePath: save ?? '' }) as never;
  }, answers);
}

/**
 * A program that starts Electron with Playwright's loader, as Playwright does by itself only for an Electron of npm:
 * the app waits until Playwright is attached. Without it, attaching to a page that is just being made may never end.
 */
function startScript(folder: string, electron: string): string {
  const loader = path.join(root, 'node_modules/playwright-core/lib/server/electron/loader.js');
  const script = path.join(folder, 'electron.sh');
  writeFileSync(script, `#!/bin/sh\nexec '${electron}' -r '${loader}' "$@"\n`, { mode: 0o755 });
  return script;
}

/** Opens a file as a person does: by the key, and the platform's dialog. */
export async function openByDialog(app: App, file: string): Promise<void> {
  await answerDialogs(app, { open: file });
  await app.page.keyboard.press('ControlOrMeta+o');
}

/** Message boxes are answered with the button of this number; what they said is kept. */
export async function answerMessageBoxes(electron: ElectronApplication, response: number): Promise<void> {
  await electron.evaluate(({ dialog }, button) => {
    const kept = globalThis as { boxes?: object[] };
    const boxes = (kept.boxes ??= []);
    dialog.showMessageBox = (async (_window: unknown, box: object) => {
      boxes.push(box);
      return { response: button, checkboxChecked: false };
    }) as never;
  }, response);
}

/** What message boxes have said since `answerMessageBoxes`. */
export function messageBoxes(electron: ElectronApplication): Promise<{ message: string; detail: string }[]> {
  return electron.evaluate(() => ((globalThis as { boxes?: object[] }).boxes ?? []) as never);
}

export interface RunFolder {
  folder: string;
  record: RunRecord;
}

/** The runs of the project of a file, named without its folder, oldest first, straight from their files. */
export function runsOf(app: App, file: string): RunFolder[] {
  const projects = path.join(app.home, 'projects');
  const name = existsSync(projects)
    ? readdirSync(projects).find((item) => item.startsWith(`${file}-`))
    : undefined;
  const runs = path.join(projects, name ?? '', 'runs');
  if (name === undefined || !existsSync(runs)) return [];
  return readdirSync(runs)
    .sort()
    .map((id) => path.join(runs, id))
    .filter((folder) => existsSync(path.join(folder, 'run.json')))
    .map((folder) => ({
      folder,
      record: JSON.parse(readFileSync(path.join(folder, 'run.json'), 'utf8')) as RunRecord,
    }));
}

/** A picture of the window in light and in dark; `size` in pixels for as long as it takes. */
export async function takePictures(app: App, name: string, size?: [number, number]): Promise<void> {
  const resize = (to: number[]) =>
    app.electron.evaluate(({ BrowserWindow }, [width, height]) => {
      const [window] = BrowserWindow.getAllWindows();
      const before = window?.getContentSize() ?? [];
      window?.setContentSize(width as number, height as number);
      return before;
    }, to);
  const before = size && (await resize(size));
  mkdirSync(pictures, { recursive: true });
  for (const look of ['Light', 'Dark'] as const) {
    await app.page.getByRole('button', { name: look, exact: true }).click();
    // Charts redraw themselves in the new colours.
    await app.page.waitForTimeout(400);
    await app.page.screenshot({ path: path.join(pictures, `${name}-${look.toLowerCase()}.png`) });
  }
  await app.page.getByRole('button', { name: 'Light', exact: true }).click();
  if (before) await resize(before);
}

/** Opens every section of the recipe's form. */
export async function openSections(page: Page): Promise<void> {
  const closed = page.locator('h3 [aria-expanded="false"]');
  while ((await closed.count()) > 0) await closed.first().click();
}
