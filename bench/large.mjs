// A CSV larger than memory: read, profiled, cancelled, trained on, with the most memory that each process held.
// Usage: node bench/large.mjs [gigabytes] [folder] [csv]   (needs a build, and five times as much free disk; what it
// writes is removed; `csv` is a file that an earlier run wrote)
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { peakMegabytes, startDataProcess } from './data-process.mjs';
import { writeLargeTable } from './large-table.mjs';
import { writeSection } from './results.mjs';

const gigabytes = Number(process.argv[2] ?? 5);
const place = process.argv[3] ?? os.tmpdir();
const root = path.join(path.dirname(new URL(import.meta.url).pathname), '..');
/** What a machine of 2 GB may give: to JavaScript in the data process, and to prepared rows in the trainer. */
const HEAP_MB = 768;
const ROWS_MB = 512;
const EPOCHS = 2;

const { bavail, bsize } = statfsSync(place);
if (bavail * bsize < gigabytes * 5e9) throw new Error(`${place} has less than ${gigabytes * 5} GB free.`);
if (!existsSync(path.join(root, 'out', 'main', 'data.cjs')))
  throw new Error('Build Hone first (npm run build).');
const folder = mkdtempSync(path.join(place, 'hone-large-'));
const seconds = async (work) => {
  const from = performance.now();
  const value = await work();
  return [value, (performance.now() - from) / 1000];
};
const tell = (line) => process.stdout.write(`${line}\n`);

/** The trainer is the child of the command line's process. */
function trainerOf(parent) {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
      if (fields[1] !== String(parent)) continue;
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('trainer.cjs')) return Number(pid);
    } catch {
      // It has ended meanwhile.
    }
  }
  return null;
}

async function train(file, home) {
  const args = ['train', file, '--target', 'target', '--json', '--set', `training.epochs=${EPOCHS}`];
  const settings = ['--set', 'training.batch-size=1024', '--set', 'training.preflight=false'];
  const child = spawn(process.execPath, [path.join(root, 'bin', 'hone.mjs'), ...args, ...settings], {
    env: { ...process.env, HONE_HOME: home, HONE_MEMORY: String(ROWS_MB) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (part) => {
    text += part;
  });
  let peak = 0;
  const watch = setInterval(() => {
    const trainer = trainerOf(child.pid);
    if (trainer) peak = Math.max(peak, peakMegabytes(trainer));
  }, 200);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`hone train ended with ${code}`);
  const run = JSON.parse(text);
  const record = JSON.parse(readFileSync(path.join(run.run, 'run.json'), 'utf8'));
  return { run: { ...run, rows: record.rows }, peak };
}

try {
  const file = path.resolve(process.argv[4] ?? path.join(folder, 'large.csv'));
  const home = path.join(folder, 'home');
  const project = `${path.basename(file)}-${createHash('sha256').update(file).digest('hex').slice(0, 8)}.hone`;
  const [table, written] = await seconds(() =>
    process.argv[4] ? { bytes: statSync(file).size } : writeLargeTable(file, { bytes: gigabytes * 1e9 }),
  );
  tell(`${(table.bytes / 1e9).toFixed(2)} GB, written in ${written.toFixed(0)} s`);
  const data = await startDataProcess({ memory: HEAP_MB });
  const [preview, previewed] = await seconds(() => data.ask({ kind: 'preview', path: file }));
  tell(`preview of ${preview.preview.rows.length} rows in ${previewed.toFixed(3)} s`);

  let ordered = 0;
  const [cancelled, untilCancelled] = await seconds(() => {
    const request = data.ask(
      { kind: 'inspect', path: file, cache: path.join(folder, 'none') },
      ({ share }) => {
        if (share < 0.35 || ordered > 0) return;
        ordered = performance.now();
        data.cancel(request.id);
      },
    );
    return request;
  });
  const left = (performance.now() - ordered) / 1000;
  tell(
    `cancelled after ${untilCancelled.toFixed(1)} s: ${cancelled.error?.code} ${left.toFixed(2)} s after the order`,
  );

  let told = 0;
  // Where `hone train` will find it.
  const cache = path.join(home, 'projects', project, 'data');
  const [inspected, read] = await seconds(() =>
    data.ask({ kind: 'inspect', path: file, cache }, ({ phase, bytes }) => {
      if (performance.now() - told < 5000) return;
      told = performance.now();
      tell(
        `  ${phase}: ${(bytes.done / 1e9).toFixed(2)} of ${(bytes.total / 1e9).toFixed(2)} GB, ${data.peak().toFixed(0)} MB`,
      );
    }),
  );
  if (inspected.kind !== 'inspected') throw new Error(JSON.stringify(inspected.error));
  const dataPeak = data.peak();
  tell(
    `read and profiled ${inspected.profile.rows.toLocaleString('en-US')} rows in ${read.toFixed(1)} s, most memory ${dataPeak.toFixed(0)} MB`,
  );
  data.close();

  const [{ run, peak }, trained] = await seconds(() => train(file, home));
  const { rows, metrics, seconds: training } = run;
  tell(
    `trained on ${rows.train.toLocaleString('en-US')} rows in ${trained.toFixed(0)} s (${(training / EPOCHS).toFixed(1)} s an epoch), most memory of the trainer ${peak.toFixed(0)} MB`,
  );
  tell(`test accuracy ${metrics.test?.accuracy.toFixed(4)}`);
  writeSection(
    'A file larger than memory',
    [
      `${(table.bytes / 1e9).toFixed(2)} GB of CSV, ${inspected.profile.rows.toLocaleString('en-US')} rows of 50 columns. The data process has a JavaScript heap of ${HEAP_MB} MB, prepared rows may take ${ROWS_MB} MB in the trainer and are streamed from disk beyond that.`,
      '',
      '| step | seconds | most memory |',
      '| --- | --- | --- |',
      `| preview of the first rows | ${previewed.toFixed(2)} | |`,
      `| from the order to cancel until it was done | ${left.toFixed(2)} | |`,
      `| data process: read and profiled | ${read.toFixed(0)} | ${dataPeak.toFixed(0)} MB |`,
      `| hone train: table from the cache, prepared, ${EPOCHS} epochs of ${rows.train.toLocaleString('en-US')} rows, judged | ${trained.toFixed(0)} | ${peak.toFixed(0)} MB (trainer) |`,
      `| of that an epoch | ${(training / EPOCHS).toFixed(1)} | |`,
      '',
      `Test accuracy ${metrics.test?.accuracy.toFixed(4)}. Load of the machine at the end: ${os.loadavg()[0].toFixed(1)} on ${os.cpus().length} cores.`,
    ].join('\n'),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
