// How much of a set of polluted files is read exactly: Hone beside DuckDB's sniffer, Python's csv.Sniffer and pandas.
// Usage: node bench/pollution/run.mjs [rows polluted per table, 12] [python with duckdb and pandas]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { pollute } from './pollute.mjs';
import { firstDifference, summarize } from './score.mjs';
import { readSources } from './sources.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const [places = '12', python] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'hone-pollution-'));

/** The converter, bundled for this Node. */
async function bundle() {
  const outDir = path.join(root, '.cache/bench/pollution');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      ssr: path.join(root, 'src/data/convert-text.ts'),
      rollupOptions: { output: { format: 'esm', entryFileNames: 'convert-text.mjs' } },
    },
  });
  return import(path.join(outDir, 'convert-text.mjs'));
}

function score(files, reader) {
  return files.map(({ kind, name, expected }, i) => {
    const out = path.join(folder, reader, `${i}.csv`);
    const fault = existsSync(out) ? firstDifference(readFileSync(out, 'utf8'), expected) : 'not read';
    return { kind, name, fault };
  });
}

try {
  const { convertText } = await bundle();
  const files = readSources().flatMap((source) => pollute(source, Number(places)));
  for (const name of ['in', 'hone', 'duckdb', 'pandas', 'sniffer']) mkdirSync(path.join(folder, name));
  for (const [i, { bytes }] of files.entries()) writeFileSync(path.join(folder, 'in', `${i}.csv`), bytes);
  const begun = performance.now();
  for (const i of files.keys())
    await convertText(path.join(folder, 'in', `${i}.csv`), path.join(folder, 'hone', `${i}.csv`)).catch(
      () => {},
    );
  const seconds = (performance.now() - begun) / 1000;
  const readers = ['hone'];
  if (python) {
    const peers = path.join(root, 'bench/peers/read_polluted.py');
    const { status } = spawnSync(python, [peers, folder, String(files.length)], { stdio: 'inherit' });
    if (status === 0) readers.push('duckdb', 'pandas', 'sniffer');
  }
  const results = readers.map((reader) => ({ reader, results: score(files, reader) }));
  const summaries = results.map(({ reader, results }) => ({ reader, ...summarize(results) }));
  const percent = ({ exact, files: all }) => `${((100 * exact) / all).toFixed(2)} %`;
  const rows = summaries[0].kinds.map(({ kind, files: count }, i) => [
    kind,
    String(count),
    ...summaries.map((summary) => percent(summary.kinds[i])),
  ]);
  const lines = [
    ['class', 'files', ...readers],
    ...rows,
    ['all', String(files.length), ...summaries.map(percent)],
  ];
  process.stdout.write(lines.map((cells) => `| ${cells.join(' | ')} |\n`).join(''));
  process.stdout.write(
    `Hone: ${seconds.toFixed(1)} s, ${((1000 * seconds) / files.length).toFixed(1)} ms a file\n`,
  );
  for (const { name, fault } of results[0].results.filter(({ fault }) => fault !== null))
    process.stdout.write(`not exact: ${name}: ${fault}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
