// Accuracy of the default recipe over several seeds, beside scikit-learn's default MLP on the same rows.
// Usage: node bench/accuracy.mjs FOLDER [seeds]   (FOLDER holds NAME.train.csv and NAME.test.csv of the tables below)
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { peersPython } from './peers/install.mjs';
import { writeSection } from './results.mjs';

const here = path.dirname(new URL(import.meta.url).pathname);
const folder = process.argv[2] ?? '';
const seeds = Number(process.argv[3] ?? 5);
const targets = {
  vehicle: 'Class',
  satellite: 'classes',
  pima: 'diabetes',
  votes: 'Class',
  sonar: 'Class',
  boston: 'medv',
  ozone: 'V4',
  diamonds: 'price',
};

/** Test metrics of one training through the command line. */
function train(name, seed, home) {
  const file = (part) => path.join(folder, `${name}.${part}.csv`);
  const args = ['train', file('train'), '--target', targets[name], '--test', file('test')];
  const result = spawnSync(
    process.execPath,
    [path.join(here, '..', 'bin', 'hone.mjs'), ...args, '--seed', String(seed), '--json', '--quiet'],
    { encoding: 'utf8', env: { ...process.env, HONE_HOME: home } },
  );
  if (result.status !== 0) throw new Error(`${name}, seed ${seed}: ${result.stderr}`);
  const { metrics, seconds } = JSON.parse(result.stdout);
  return { ...metrics.test, seconds };
}

function peer(name, seed) {
  const result = spawnSync(
    peersPython(),
    [path.join(here, 'peers', 'accuracy_sklearn.py'), folder, name, targets[name], String(seed)],
    {
      encoding: 'utf8',
    },
  );
  if (result.status !== 0) throw new Error(`${name}, seed ${seed}: ${result.stderr}`);
  return JSON.parse(result.stdout);
}

const sorted = (values) => [...values].sort((a, b) => a - b);
const show = (values) => {
  const all = sorted(values);
  return `${all[all.length >> 1].toFixed(4)} (${all[0].toFixed(4)} to ${all.at(-1).toFixed(4)})`;
};

if (!existsSync(path.join(folder, 'pima.train.csv'))) throw new Error('Name the folder of the tables.');
const home = mkdtempSync(path.join(os.tmpdir(), 'hone-accuracy-'));
const rows = [];
for (const name of Object.keys(targets)) {
  const count = name === 'diamonds' ? Math.min(2, seeds) : seeds;
  const ours = Array.from({ length: count }, (_, i) => train(name, i + 1, home));
  const theirs = Array.from({ length: count }, (_, i) => peer(name, i + 1));
  const seconds = show(ours.map((one) => one.seconds)).split(' ')[0];
  for (const metric of ours[0].r2 === undefined ? ['accuracy', 'logLoss'] : ['r2']) {
    const cells = [ours, theirs].map((runs) => show(runs.map((one) => one[metric])));
    rows.push([name, metric, count, ...cells, `${Number(seconds).toFixed(1)} s`]);
    process.stderr.write(`${rows.at(-1).join('  ')}\n`);
  }
}
rmSync(home, { recursive: true, force: true });
const table = [
  ['table', 'metric', 'seeds', 'Hone', 'scikit-learn MLP', 'training'],
  Array(6).fill('---'),
  ...rows,
]
  .map((cells) => `| ${cells.join(' | ')} |`)
  .join('\n');
process.stdout.write(`${table}\n`);
writeSection(
  'Accuracy of the default recipe',
  `Test files, seeds from 1 on: median (lowest to highest). scikit-learn: default MLP on all training rows, with imputation, standardization and one-hot encoding; Hone holds 15 % of the training rows back to choose the epoch. A small difference on a small table is noise.\n\n${table}`,
);
