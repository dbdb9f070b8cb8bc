// What watching costs: the time of a run's looks beside that of its epochs, and how long the checks before it take.
// Usage: node bench/telemetry.mjs [rounds]      (npm run build first; HONE_BUNDLE names another cli.cjs)
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeSection } from './results.mjs';

const rounds = Number(process.argv[2] ?? 3);
const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const command = process.env.HONE_BUNDLE ?? path.join(here, '..', 'bin', 'hone.mjs');
/** Tables of the size of satellite images (6 classes) and of diamonds (a price). */
const tables = [
  { name: 'satellite-like', rows: 4800, columns: 36, classes: 6, epochs: 100 },
  { name: 'diamonds-like', rows: 40_000, columns: 24, classes: 0, epochs: 20 },
];

/** Rows whose target depends on the columns; the generator is a plain linear congruence, so that the table is the same everywhere. */
function writeTable(file, { rows, columns, classes }) {
  let state = 1;
  const uniform = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const lines = [[...Array.from({ length: columns }, (_, i) => `x${i}`), 'y'].join(',')];
  for (let row = 0; row < rows; row++) {
    const values = Array.from({ length: columns }, () => uniform() * 2 - 1);
    const signal = values.reduce((sum, value, i) => sum + value * Math.sin(i + 1), values[0] * values[1]);
    const target =
      classes > 0 ? `c${Math.min(classes - 1, Math.floor(Math.abs(signal) * 3))}` : signal.toFixed(4);
    lines.push([...values.map((value) => value.toFixed(4)), target].join(','));
  }
  writeFileSync(file, `${lines.join('\n')}\n`);
}

/** Seconds of the epochs, of the looks and of the checks, and how many looks there were. */
function train(file, folder, home, epochs, settings) {
  const set = { 'training.epochs': epochs, 'training.early-stopping.enabled': false, ...settings };
  const options = Object.entries(set).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  const result = spawnSync(
    process.execPath,
    [command, 'train', file, '--target', 'y', '--out', folder, '--quiet', '--json', ...options],
    { encoding: 'utf8', env: { ...process.env, HONE_HOME: home }, maxBuffer: 1 << 26 },
  );
  if (result.status !== 0) throw new Error(result.stderr);
  const lines = (name) => {
    const text = existsSync(path.join(folder, name)) ? readFileSync(path.join(folder, name), 'utf8') : '';
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  };
  const total = (values) => values.reduce((sum, { seconds }) => sum + seconds, 0);
  const looks = lines('telemetry.jsonl');
  const checks = path.join(folder, 'preflight.json');
  const figures = {
    epochs: total(lines('metrics.jsonl')),
    looks: total(looks),
    count: looks.length,
    checks: existsSync(checks) ? JSON.parse(readFileSync(checks, 'utf8')).seconds : 0,
  };
  rmSync(folder, { recursive: true });
  return figures;
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const root = mkdtempSync(path.join(os.tmpdir(), 'hone-bench-'));
try {
  const rows = tables.map((table) => {
    const file = path.join(root, `${table.name}.csv`);
    writeTable(file, table);
    const measured = { watched: [], checked: [] };
    for (let round = 0; round < rounds; round++) {
      process.stderr.write(`${table.name}, round ${round + 1} of ${rounds}\n`);
      const run = (settings) =>
        train(file, path.join(root, 'run'), path.join(root, 'home'), table.epochs, settings);
      measured.watched.push(run({ 'training.telemetry': 1, 'training.preflight': false }));
      measured.checked.push(run({ 'training.telemetry': 0, 'training.preflight': true }));
    }
    const of = (kind, name) => median(measured[kind].map((figures) => figures[name]));
    const share = median(measured.watched.map(({ looks, epochs }) => looks / epochs));
    return [
      table.name,
      `${table.epochs} in ${of('watched', 'epochs').toFixed(1)} s`,
      String(of('watched', 'count')),
      `${(1 + share).toFixed(3)}×`,
      `${of('checked', 'checks').toFixed(1)} s`,
    ];
  });
  const text = [
    '| table | epochs | looks | training with looks / without | checks |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');
  process.stdout.write(`${text}\n`);
  writeSection(
    'Cost of telemetry and of the checks before a training',
    `Default recipe without early stopping, telemetry wished after every epoch; median of ${rounds} rounds, in turn. The ratio is taken within a run, from the time of its looks and that of its epochs: between two runs the load of the machine differs by more.\n\n${text}`,
  );
} finally {
  rmSync(root, { recursive: true, force: true });
}
