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
const peers = {
  JAX: 'bench_jax.py',
  PyTorch: 'bench_torch.py',
  Keras: 'bench_keras.py',
  'scikit-learn': 'bench_sklearn.py',
};
const names = ['Hone', 'Hone eager', ...Object.keys(peers)];

/** Milliseconds per epoch of Hone on every shape, compiled and eager. */
function measureHone() {
  const { bench } = JSON.parse(
    run(process.execPath, [path.join(here, '..', 'bin', 'hone.mjs'), 'bench', '--json']),
  );
  const of = (wanted) => (row) => (row.executor === 'eager') === wanted;
  const at = (rows) =>
    shapes.map(([h, b]) => 1000 * rows.find((row) => row.hidden === h && row.batchSize === b).epochSeconds);
  return { Hone: at(bench.filter(of(false))), 'Hone eager': at(bench.filter(of(true))) };
}

function measurePeer(script, shape) {
  const folder = path.join(here, 'peers');
  return Number(run(peersPython(), [path.join(folder, script), ...shape.map(String)], folder).split(' ')[0]);
}

function run(command, args, cwd) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 24 });
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${result.stderr}`);
  return result.stdout;
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

if (!existsSync(peersPython())) throw new Error('Run `node bench/peers/install.mjs` first.');
const times = Object.fromEntries(names.map((name) => [name, shapes.map(() => [])]));
for (let round = 0; round < rounds; round++) {
  process.stderr.write(`round ${round + 1} of ${rounds}\n`);
  for (const [name, columns] of Object.entries(measureHone())) {
    for (const [i, value] of columns.entries()) times[name][i].push(value);
  }
  for (const [name, script] of Object.entries(peers)) {
    for (const [i, shape] of shapes.entries()) times[name][i].push(measurePeer(script, shape));
  }
}
const header = shapes.map(([hidden, batch]) => `H=${hidden} B=${batch}`);
const base = times.Hone.map(median);
const rows = Object.entries(times).map(([name, columns]) => [
  name,
  ...columns.map((values, i) => `${median(values).toFixed(1)} (${(median(values) / base[i]).toFixed(2)}×)`),
]);
const table = [['ms per epoch (time relative to Hone)', ...header], [...header, ''].map(() => '---'), ...rows]
  .map((cells) => `| ${cells.join(' | ')} |`)
  .join('\n');
process.stdout.write(`${table}\n`);
writeSection(
  'Training speed',
  `8,000 rows, 20 features, network H-H-1, Adam, float32, whole epochs; median of ${rounds} rounds, each engine in a process of its own, in turn. Ratios above 1 mean that Hone is faster.\n\n${table}`,
);
