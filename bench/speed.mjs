// Training speed side by side: Hone against JAX, PyTorch, Keras and scikit-learn, one process after the other on this machine.
// Prints milliseconds per epoch and ratios, and writes the table into bench/RESULTS.md.
// Usage: node bench/speed.mjs [rounds]      (peers: bench/peers/install.mjs makes their environment first)
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { peersPython } from './peers/install.mjs';
import { writeSection } from './results.mjs';

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const rounds = Number(process.argv[2] ?? 3);
const shapes = [
  [128, 128],
  [128, 32],
  [512, 256],
  [512, 1024],
];
const hone = (executor) => ([hidden, batch]) => {
  const cli = path.join(here, '..', 'bin', 'hone.mjs');
  const args = ['bench', '--hidden', hidden, '--batch-size', batch, '--executor', executor, '--json'];
  const [row] = JSON.parse(run(process.execPath, [cli, ...args.map(String)]));
  return 1000 * row.epochSeconds;
};
const peer = (script) => (shape) =>
  Number(run(peersPython(), [path.join(here, 'peers', script), ...shape.map(String)], path.join(here, 'peers')).split(' ')[0]);

const engines = {
  'Hone (auto)': hone('auto'),
  'Hone eager': hone('eager'),
  JAX: peer('bench_jax.py'),
  PyTorch: peer('bench_torch.py'),
  Keras: peer('bench_keras.py'),
  'scikit-learn': peer('bench_sklearn.py'),
};

function run(command, args, cwd) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 24 });
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${result.stderr}`);
  return result.stdout;
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

if (!existsSync(peersPython())) throw new Error('Run `node bench/peers/install.mjs` first.');
const times = Object.fromEntries(Object.keys(engines).map((name) => [name, shapes.map(() => [])]));
for (let round = 0; round < rounds; round++) {
  for (const [column, shape] of shapes.entries()) {
    for (const [name, measure] of Object.entries(engines)) {
      times[name][column].push(measure(shape));
      process.stderr.write(`round ${round + 1}, ${shape.join('/')}, ${name}: ${times[name][column].at(-1).toFixed(1)} ms\n`);
    }
  }
}
const header = shapes.map(([hidden, batch]) => `H=${hidden} B=${batch}`);
const base = times['Hone (auto)'].map(median);
const rows = Object.entries(times).map(([name, columns]) => [
  name,
  ...columns.map((values, i) => `${median(values).toFixed(1)} (${(median(values) / base[i]).toFixed(2)}×)`),
]);
const table = [['ms per epoch (time relative to Hone)', ...header], header.concat('').map(() => '---'), ...rows]
  .map((cells) => `| ${cells.join(' | ')} |`)
  .join('\n');
process.stdout.write(`${table}\n`);
writeSection('Training speed', `8,000 rows, 20 features, network H-H-1, Adam, float32, whole epochs; median of ${rounds} rounds, each engine in a process of its own, in turn. Ratios above 1 mean that Hone is faster.\n\n${table}`);
