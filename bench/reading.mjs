// Reading, profiling and preparing a table of a million rows, beside DuckDB's own load and pandas with scikit-learn.
// Usage: node bench/reading.mjs [rows] [rounds]   (needs a build; the peers from bench/peers/install.mjs)
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bundle } from './bundle.mjs';
import { startDataProcess } from './data-process.mjs';
import { writeLargeTable } from './large-table.mjs';
import { peersPython } from './peers/install.mjs';
import { writeSection } from './results.mjs';

const rows = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.argv[3] ?? 3);
const here = path.dirname(new URL(import.meta.url).pathname);
if (!existsSync(path.join(here, '..', 'out', 'main', 'data.cjs')))
  throw new Error('Build Hone first (npm run build).');

const duckdb = `
  const { DuckDBInstance } = require('@duckdb/node-api');
  (async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const from = performance.now();
    await connection.run("CREATE TABLE t AS SELECT * FROM read_csv('" + process.argv[1] + "')");
    process.stdout.write(JSON.stringify({ loading: (performance.now() - from) / 1000 }));
  })();`;

function spawned(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8', cwd: path.join(here, '..') });
  if (result.status !== 0) throw new Error(`${command} ${args[0]}: ${result.stderr}`);
  return result.stdout;
}

const run = (command, args) => JSON.parse(spawned(command, args));

/** In a process of its own, without a cache. */
async function hone(file, cache, prepare) {
  const data = await startDataProcess();
  const timed = async (request) => {
    const from = performance.now();
    const answer = await data.ask(request);
    if (answer.kind === 'failed') throw new Error(JSON.stringify(answer.error));
    return (performance.now() - from) / 1000;
  };
  const preview = await timed({ kind: 'preview', path: file });
  const profile = await timed({ kind: 'inspect', path: file, cache });
  const again = await timed({ kind: 'inspect', path: file, cache });
  const peak = data.peak();
  data.close();
  spawned(process.execPath, [prepare, file, `${cache}-2`, 'fill']);
  const prepared = run(process.execPath, [prepare, file, `${cache}-2`]);
  for (const used of [cache, `${cache}-2`]) rmSync(used, { recursive: true, force: true });
  return { preview, profile, again, peak, ...prepared, preparation: prepared.fitting + prepared.preparing };
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const folder = mkdtempSync(path.join(os.tmpdir(), 'hone-reading-'));
try {
  const file = path.join(folder, 'table.csv');
  await writeLargeTable(file, { rows });
  const prepare = await bundle('reading-hone.mjs');
  const found = { hone: [], duckdb: [], pandas: [] };
  for (let round = 0; round < rounds; round++) {
    found.duckdb.push(run(process.execPath, ['-e', duckdb, file]));
    found.hone.push(await hone(file, path.join(folder, 'cache'), prepare));
    found.pandas.push(run(peersPython(), [path.join(here, 'peers', 'bench_reading.py'), file]));
    process.stdout.write(
      `${JSON.stringify({ round, ...Object.fromEntries(Object.entries(found).map(([name, list]) => [name, list.at(-1)])) })}\n`,
    );
  }
  const of = (name, key) => median(found[name].map((one) => one[key]));
  const load = of('duckdb', 'loading');
  const sklearn = of('pandas', 'reading') + of('pandas', 'preparing');
  const whole = of('hone', 'profile') + of('hone', 'opening') + of('hone', 'preparation');
  const row = (what, value, base) =>
    `| ${what} | ${value.toFixed(2)} | ${(value / load).toFixed(2)}× | ${base} |`;
  writeSection(
    'Reading a large table',
    [
      `${rows.toLocaleString('en-US')} rows of 50 columns (40 of numbers, 10 of categories), ${(statSync(file).size / 1e6).toFixed(0)} MB of CSV; median of ${rounds} rounds, each in a process of its own, in turn. Load of the machine: ${os.loadavg()[0].toFixed(1)} on ${os.cpus().length} cores.`,
      '',
      '| step | seconds | relative to DuckDB’s load | |',
      '| --- | --- | --- | --- |',
      row('DuckDB: CREATE TABLE AS read_csv', load, ''),
      row('Hone: preview', of('hone', 'preview'), 'the first 256 KB'),
      row('Hone: read and profile', of('hone', 'profile'), `most memory ${of('hone', 'peak').toFixed(0)} MB`),
      row('Hone: profile from the cache', of('hone', 'again'), 'the file is not parsed again'),
      row('Hone: a trainer opens the cache', of('hone', 'opening'), ''),
      row('Hone: split, fit and prepare', of('hone', 'preparation'), ''),
      row(
        'pandas: read_csv',
        of('pandas', 'reading'),
        `most memory ${of('pandas', 'peak').toFixed(0)} MB in all`,
      ),
      row('scikit-learn: split, fit and prepare', of('pandas', 'preparing'), ''),
      '',
      `From the file to prepared rows Hone takes ${whole.toFixed(1)} s, profile included, pandas and scikit-learn ${sklearn.toFixed(1)} s: ${(sklearn / whole).toFixed(2)} times as long.`,
    ].join('\n'),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
