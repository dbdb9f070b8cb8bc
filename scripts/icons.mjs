// `npm run icons`: draws resources/icons/*.png from resources/icon.svg with Chromium. The results are committed.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './setup/files.mjs';
import { findChromium } from './setup/test-tools.mjs';

const sizes = [16, 32, 48, 64, 128, 256, 512, 1024];
const folder = path.join(root, 'resources', 'icons');

const svg = readFileSync(path.join(root, 'resources', 'icon.svg'), 'utf8');
const executablePath = findChromium();
if (executablePath === null) throw new Error('Chromium is needed to draw the icons.');
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const size of sizes) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>html, body { margin: 0 } svg { display: block; width: ${size}px }</style>${svg}`,
  );
  writeFileSync(path.join(folder, `${size}x${size}.png`), await page.screenshot({ omitBackground: true }));
}
await browser.close();
