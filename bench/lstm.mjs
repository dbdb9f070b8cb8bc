// An LSTM side by side: Hone against PyTorch, Keras and JAX, each in a process of its own, in turn on this machine.
// Prints milliseconds per epoch, ratios and compile times, and writes the table into bench/RESULTS.md.
// Usage: node bench/lstm.mjs [rounds] [windows]      (peers: bench/peers/install.mjs makes their environment first)
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { bundle } from './bundle.mjs';
import { peersPython } from './peers/install.mjs';
import { writeSection } from './results.mjs';

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const rounds = Number(process.argv[2] ?? 3);
const windows = process.argv[3] ?? '50000';
const peers = {
  PyTorch: ['bench_lstm_torch.py'],
  'Keras, graph': ['bench_lstm_keras.py', 'graph'],
  'Keras, 32 steps per call': ['bench_lstm_keras.py', 'graph-32'],
  'Keras, jit': ['bench_lstm_keras.py', 'jit'],
  JAX: ['bench_lstm_jax.py'],
};

/** Milliseconds per epoch, and the seconds by which the first epoch takes longer. */
function measureHone(program, executor) {
  const { epochMs, compileSeconds } = JSON.parse(run(process.execPath, [program, executor, 'lstm', windows]));
  return [epochMs, compileSeconds];
}

function measurePeer([script, ...mode]) {
  const folder = path.join(here, 'peers');
  return run(peersPython(), [path.join(folder, script), windows, ...mode], folder)
    .split(' ')
    .map(Number);
}

function run(command, args, cwd) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 24 });
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${result.stderr}`);
  return result.stdout;
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

if (!existsSync(peersPython())) throw new Error('Run `node bench/peers/install.mjs` first.');
const program = await bundle('lstm-hone.mjs');
const engines = {
  Hone: () => measureHone(program, 'auto'),
  'Hone without XLA': () => measureHone(program, 'graph'),
  ...Object.fromEntries(Object.entries(peers).map(([name, peer]) => [name, () => measurePeer(peer)])),
};
const measured = Object.fromEntries(Object.keys(engines).map((name) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (const [name, measure] of Object.entries(engines)) {
    measured[name].push(measure());
    process.stderr.write(
      `round ${round + 1} of ${rounds}: ${name} ${measured[name].at(-1)[0].toFixed(0)} ms\n`,
    );
  }
}
const epochOf = (name) => median(measured[name].map(([epoch]) => epoch));
const rows = Object.keys(engines).map((name) => [
  name,
  epochOf(name).toFixed(0),
  `${(epochOf(name) / epochOf('Hone')).toFixed(2)}×`,
  `${median(measured[name].map(([, compile]) => compile)).toFixed(1)} s`,
]);
const header = ['engine', 'ms per epoch', 'time relative to Hone', 'first epoch takes longer by'];
const table = [header, header.map(() => '---'), ...rows]
  .map((cells) => `| ${cells.join(' | ')} |`)
  .join('\n');
process.stdout.write(`${table}\n`);
writeSection(
  'LSTM training speed',
  `${Number(windows).toLocaleString('en')} windows of 48 steps of 8 features, LSTM 64 and a dense unit, Adam, batch 128, float32, whole epochs; median of ${rounds} rounds, each engine in a process of its own, in turn. Ratios above 1 mean that Hone is faster.\n\n${table}`,
);
