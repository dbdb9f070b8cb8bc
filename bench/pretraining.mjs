// What autoencoder pre-training gains where few rows have a label, as `hone effect` measures it.
// Usage: node bench/pretraining.mjs FOLDER [seeds] [draws]   (FOLDER holds satellite.train.csv and satellite.test.csv)
//
// Satellite: a random 200 of 4,800 training rows keep their label; each draw keeps others. The shipped sample is measured too.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeSection } from './results.mjs';

const here = path.dirname(new URL(import.meta.url).pathname);
const folder = process.argv[2] ?? '';
const seeds = Number(process.argv[3] ?? 10);
const draws = Number(process.argv[4] ?? 3);
const LABELLED = 200;
const UNLABELLED = 4600;

if (!existsSync(path.join(folder, 'satellite.train.csv'))) throw new Error('Name the folder of the tables.');
const scratch = mkdtempSync(path.join(os.tmpdir(), 'hone-pretraining-'));

/** Uniform in [0, 1), the same sequence for each seed (mulberry32). */
function createUniform(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000;
  };
}

/** The rows in a random order, the first 200 with their label, the next 4,600 without. */
function drawLabels(draw) {
  const [head, ...rows] = readFileSync(path.join(folder, 'satellite.train.csv'), 'utf8')
    .trim()
    .split(/\r?\n/);
  const uniform = createUniform(draw);
  for (let i = rows.length - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    [rows[i], rows[j]] = [rows[j], rows[i]];
  }
  const kept = rows.slice(0, LABELLED + UNLABELLED);
  const lines = kept.map((row, i) => (i < LABELLED ? row : row.replace(/[^,]*$/, '')));
  const file = path.join(scratch, `satellite-${draw}.csv`);
  writeFileSync(file, `${[head, ...lines].join('\n')}\n`);
  return file;
}

function effect(file, target, ...more) {
  const args = ['effect', file, '--target', target, '--set', 'training.pretraining=true', ...more];
  const result = spawnSync(
    process.execPath,
    [path.join(here, '..', 'bin', 'hone.mjs'), ...args, '--seeds', String(seeds), '--json', '--quiet'],
    { encoding: 'utf8', env: { ...process.env, HONE_HOME: scratch } },
  );
  if (result.status !== 0) throw new Error(`${file}: ${result.stderr}`);
  return JSON.parse(result.stdout).effect;
}

const signed = (value) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
const interval = ({ mean, low, high }) => `${signed(mean)} (${signed(low)} to ${signed(high)})`;
const meanOf = (pairs, side) => (pairs.reduce((sum, one) => sum + one[side], 0) / pairs.length).toFixed(4);

function row(name, measured) {
  const { pairs, effect: gain, lossEffect } = measured;
  const cells = [
    name,
    meanOf(pairs, 'before'),
    meanOf(pairs, 'after'),
    interval(gain),
    `${gain.wins} of ${pairs.length}${gain.ties > 0 ? `, ${gain.ties} equal` : ''}`,
    gain.probability.toFixed(3),
    interval(lossEffect),
  ];
  process.stderr.write(`${cells.join('  ')}\n`);
  return cells;
}

const test = ['--test', path.join(folder, 'satellite.test.csv')];
const sample = path.join(here, '..', 'resources', 'samples', 'pump-states.csv');
const rows = [
  row('pumps (shipped sample)', effect(sample, 'diagnosis')),
  ...Array.from({ length: draws }, (_, i) =>
    row(`satellite, 200 labels, draw ${i + 1}`, effect(drawLabels(i + 1), 'classes', ...test)),
  ),
];
rmSync(scratch, { recursive: true, force: true });
const head = [
  'table',
  'accuracy without',
  'with',
  'gain (95 % interval)',
  'better',
  'probability',
  'change of the loss',
];
const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
process.stdout.write(`${table}\n`);
writeSection(
  'Pre-training',
  `\`hone effect\` over ${seeds} seeds, default recipe without and with pre-training (denoising, whole, 50 epochs). Satellite: 200 labelled and 4,600 unlabelled rows, scored on the test file; pumps: 150 labelled and 1,050 unlabelled rows, scored on the test part.\n\n${table}`,
);
