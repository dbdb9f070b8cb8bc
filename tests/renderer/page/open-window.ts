// Hone's page in Chromium over the fake workbench.
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { usualScene, type Scene } from '../fake/scene';
import { buildPage } from './build-page';
import { serveFolder } from './serve-folder';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface WindowLooks {
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
  reducedMotion?: boolean;
}

export interface Desk {
  /** A fresh window in place of the one before; everything that goes wrong in it is added to `faults`. */
  open(scene?: Partial<Scene>, looks?: WindowLooks): Promise<Page>;
  /** A fresh window on another address, without the fake workbench. */
  visit(url: string): Promise<Page>;
  /** Errors and warnings of the pages' consoles, uncaught exceptions, refusals by the security policy. */
  faults: string[];
  close(): Promise<void>;
}

/** The browser to test with: HONE_TEST_BROWSER, else Debian's. */
function launch(): Promise<Browser> {
  const executablePath = process.env.HONE_TEST_BROWSER ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: flags });
}

export async function openDesk(): Promise<Desk> {
  const built = await buildPage();
  const server = await serveFolder(built.folder);
  const browser = await launch();
  const faults: string[] = [];
  let context: BrowserContext | null = null;
  const openPage = async ({
    theme = 'light',
    width = 1280,
    height = 820,
    reducedMotion = false,
  }: WindowLooks) => {
    await context?.close();
    context = await browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.stack ?? String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
    });
    return page;
  };
  return {
    faults,
    async open(scene = {}, looks = {}) {
      const page = await openPage(looks);
      await page.addInitScript(`window.scene = ${JSON.stringify({ ...usualScene, ...scene })};`);
      await page.addInitScript(built.fake);
      await page.goto(server.url);
      await page.locator(scene.opened === '' ? '.samples' : '.preview').waitFor();
      return page;
    },
    async visit(url) {
      const page = await openPage({});
      await page.goto(url);
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
