// Training speed with the usual levers: 3 x 256 units, batch normalization, dropout, AdamW, cosine rate, batches of 256,
// on a CSV: Hone against PyTorch and JAX, one process after the other on this machine.
// Usage: node bench/levers.mjs diamonds.train.csv price [rounds]      (peers: bench/peers/install.mjs first)
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bundle } from './bundle.mjs';
import { peersPython } from './peers/install.mjs';
import { writeSection } from './results.mjs';

const [source, target, roundsText = '3'] = process.argv.slice(2);
if (!source || !target) throw new Error('Usage: node bench/levers.mjs FILE TARGET [rounds]');
const rounds = Number(roundsText);
const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const peers = path.join(here, 'peers');

function run(command, args, cwd) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${result.stderr}`);
  return result.stdout;
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'hone-bench-'));
const table = path.join(folder, 'table.bin');
try {
  run(peersPython(), [path.join(peers, 'levers_data.py'), path.resolve(source), target, table], peers);
  const program = await bundle('levers-hone.mjs');
  const hone = (executor) => () => {
    const { epochMs, firstSeconds, loss } = JSON.parse(run(process.execPath, [program, table, executor]));
    return [epochMs, firstSeconds, loss];
  };
  const peer = (script) => () =>
    run(peersPython(), [path.join(peers, script), table], peers)
      .trim()
      .split(' ')
      .map(Number);
  const engines = {
    Hone: hone('auto'),
    'Hone, graph': hone('graph'),
    PyTorch: peer('levers_torch.py'),
    JAX: peer('levers_jax.py'),
  };
  const measured = Object.fromEntries(Object.keys(engines).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    process.stderr.write(`round ${round + 1} of ${rounds}\n`);
    for (const [name, measure] of Object.entries(engines)) measured[name].push(measure());
  }
  const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
  const base = median(measured.Hone.map(([ms]) => ms));
  const rows = Object.entries(measured).map(([name, values]) => {
    const [ms, first, loss] = [0, 1, 2].map((i) => median(values.map((value) => value[i])));
    return `| ${name} | ${ms.toFixed(0)} | ${(ms / base).toFixed(2)}× | ${first.toFixed(1)} | ${loss.toFixed(4)} |`;
  });
  const text = [
    '| engine | ms per epoch | time relative to Hone | first epoch, s | loss |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
  process.stdout.write(`${text}\n`);
  writeSection(
    'Training speed with levers',
    `${path.basename(source)}, 3 × 256 units, batch normalization, dropout 0.1, AdamW, cosine rate, batch 256, float32, whole epochs; median of ${rounds} rounds. The first epoch includes compiling. The loss is that of the steps of the last measured epoch; engines measure as many epochs as fit into five seconds.\n\n${text}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
