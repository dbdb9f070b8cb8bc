// A file described as a time series by the data process.
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recipeSchema } from '../../src/core/recipe/recipe';
import { type DataEvent, dataEventSchema } from '../../src/data/process/messages';
import { temporaryFile } from './temporary-folder';

const root = join(import.meta.dirname, '../..');
const outDir = join(root, '.cache/tests/describe-series');
let child: ChildProcess | null = null;

beforeAll(async () => {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      ssr: join(root, 'src/data/process/index.ts'),
      rollupOptions: { output: { format: 'cjs', entryFileNames: 'data.cjs' } },
    },
  });
});
afterAll(() => child?.kill());

/** Three years of months, of which March and April of the second are missing. */
function months(): string {
  const lines = Array.from({ length: 36 }, (_, i) => {
    const month = String((i % 12) + 1).padStart(2, '0');
    return `${2000 + Math.floor(i / 12)}-${month}-01,${(i + 5 * Math.sin((2 * Math.PI * i) / 12)).toFixed(3)}`;
  });
  return `month,value\n${lines.filter((_, i) => i !== 14 && i !== 15).join('\n')}\n`;
}

test('frequency, gaps, trend and season of a file', async () => {
  const process = fork(join(outDir, 'data.cjs'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child = process;
  const answered = new Promise<DataEvent>((resolve) => {
    process.on('message', (message) => {
      const event = dataEventSchema.parse(message);
      if (event.kind === 'series-described' || event.kind === 'failed') resolve(event);
    });
  });
  const recipe = recipeSchema.parse({ data: { target: 'value' } });
  process.send({ kind: 'describe-series', id: 1, path: temporaryFile(months()), recipe });
  const event = await answered;
  if (event.kind !== 'series-described') throw new Error(JSON.stringify(event));
  const { description } = event;
  expect(description).toMatchObject({
    time: 'month',
    isDate: true,
    frequency: 'month',
    season: 12,
    count: 1,
    series: [{ key: null, steps: 36, missing: 2 }],
    gaps: [{ steps: 2 }],
  });
  expect(description.decomposition?.moments).toHaveLength(36);
  expect(description.decomposition?.observed[14]).toBeNull();
  expect(description.decomposition?.trend[0]).toBeNull();
  expect(description.decomposition?.seasonalStrength).toBeGreaterThan(0.8);
});
