// Builds the page and the fake workbench as they are now; what is already built of the same sources is taken.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../../..');
const cache = join(root, '.cache/renderer-page');
const sources = [
  'src/renderer',
  'src/core',
  'src/workbench/contract',
  'tests/renderer/fake',
  'resources/samples',
];

export interface BuiltPage {
  /** Folder with index.html. */
  folder: string;
  /** The fake workbench as one script. */
  fake: string;
}

export async function buildPage(): Promise<BuiltPage> {
  const folder = join(cache, await hashSources());
  if (!existsSync(folder)) {
    await rm(cache, { recursive: true, force: true });
    await mkdir(cache, { recursive: true });
    const temporary = await mkdtemp(join(cache, 'building-'));
    await buildWindow(join(temporary, 'page'));
    await buildFake(join(temporary, 'fake'));
    await rename(temporary, folder);
  }
  return { folder: join(folder, 'page'), fake: await readFile(join(folder, 'fake/fake.js'), 'utf8') };
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    const entries = await readdir(join(root, source), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) hash.update(file).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

const quiet = { configFile: false, logLevel: 'warn' } as const;

async function buildWindow(outDir: string): Promise<void> {
  await build({
    ...quiet,
    root: join(root, 'src/renderer'),
    base: './',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome108',
      cssTarget: 'chrome108',
      chunkSizeWarningLimit: 2000,
    },
  });
}

async function buildFake(outDir: string): Promise<void> {
  await build({
    ...quiet,
    root,
    publicDir: false,
    build: {
      outDir,
      target: 'chrome108',
      lib: {
        entry: join(root, 'tests/renderer/fake/workbench.ts'),
        formats: ['iife'],
        name: 'fake',
        fileName: () => 'fake.js',
      },
    },
  });
}
