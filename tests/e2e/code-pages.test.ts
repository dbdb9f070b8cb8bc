// Electron's own Node reads the code pages as Node does: every assigned character comes back.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { expect, test } from 'vitest';
import type { PageReport } from '../data/code-pages';

const root = path.resolve(import.meta.dirname, '../..');
const golden = path.join(root, 'tests/parity/golden/code_pages.json');

test('every assigned character comes back', async () => {
  const electron = process.env.HONE_TEST_ELECTRON;
  if (!electron)
    throw new Error('HONE_TEST_ELECTRON names no Electron: run these tests by `npm test -- e2e`');
  const outDir = path.join(root, '.cache/tests/code-pages');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      ssr: path.join(root, 'tests/data/code-pages.ts'),
      rollupOptions: { output: { format: 'cjs', entryFileNames: 'code-pages.cjs' } },
    },
  });
  const script = path.join(outDir, 'print.cjs');
  writeFileSync(
    script,
    `const { checkCodePages } = require('./code-pages.cjs');
     const reports = checkCodePages(JSON.parse(require('node:fs').readFileSync(process.argv[2], 'utf8')));
     process.stdout.write(JSON.stringify({ electron: process.versions.electron, reports }));`,
  );
  const out = execFileSync(electron, [script, golden], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const { electron: version, reports } = JSON.parse(String(out)) as {
    electron: string;
    reports: PageReport[];
  };
  expect(version).toMatch(/^\d+\./);
  const pages = JSON.parse(readFileSync(golden, 'utf8')) as Record<
    string,
    { characters: number; pairsSha256: string }
  >;
  expect(reports.map(({ encoding, characters }) => [encoding, characters])).toEqual(
    Object.entries(pages).map(([encoding, { characters }]) => [encoding, characters]),
  );
  // Of nine characters of Big5 Python takes another of the two codes that the page has for each.
  const elsewhere = new Set('¢£¥•‾∼☉♁､');
  for (const { encoding, lost } of reports)
    expect(lost.filter((sign) => encoding !== 'big5' || !elsewhere.has(sign))).toEqual([]);
  for (const encoding of ['cp949', 'shift-jis'])
    expect(reports.find((report) => report.encoding === encoding)?.pairsSha256).toBe(
      pages[encoding]?.pairsSha256,
    );
});
