// Inspects files that nobody would write: none may crash, hang for more than 5 s or leave a rejection unhandled.
// Usage: node tests/fuzz/run.mjs [inputs, 100000] [first seed, 1] [inspect | describe]
import { fork } from 'node:child_process';
import path from 'node:path';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');
const [inputs = '100000', first = '1', what = 'inspect'] = process.argv.slice(2);
const outDir = path.join(root, '.cache/tests/fuzz');
const PROCESSES = 2;
const MOST_SECONDS = 5;

await build({
  root,
  configFile: false,
  logLevel: 'error',
  build: {
    outDir,
    emptyOutDir: true,
    ssr: path.join(root, 'tests/fuzz/worker.ts'),
    rollupOptions: { output: { format: 'cjs', entryFileNames: 'worker.cjs' } },
  },
});

let next = Number(first);
const end = next + Number(inputs);
const faults = [];
const codes = new Map();
let slowest = { seed: 0, milliseconds: 0 };
const begun = performance.now();

/** Gives seeds to one process after another until none is left; a process that hangs or dies is replaced. */
function work() {
  return new Promise((resolve) => {
    let child;
    let seed = 0;
    let watch;
    const give = () => {
      clearTimeout(watch);
      if (next >= end) {
        child.disconnect();
        return resolve();
      }
      seed = next++;
      watch = setTimeout(() => {
        faults.push(`seed ${seed}: more than ${MOST_SECONDS} s`);
        child.kill('SIGKILL');
      }, MOST_SECONDS * 1000);
      child.send({ seed, what });
    };
    const start = () => {
      child = fork(path.join(outDir, 'worker.cjs'), { cwd: root });
      child.on('message', ({ code, fault, milliseconds }) => {
        codes.set(code, (codes.get(code) ?? 0) + 1);
        if (fault) faults.push(`seed ${seed}: ${fault}`);
        if (milliseconds > slowest.milliseconds) slowest = { seed, milliseconds };
        give();
      });
      child.on('exit', (status, signal) => {
        clearTimeout(watch);
        if (next >= end && status === 0) return;
        if (signal !== 'SIGKILL') faults.push(`seed ${seed}: the process ended with ${status ?? signal}`);
        start();
      });
      give();
    };
    start();
  });
}

const told = setInterval(() => {
  process.stderr.write(`${next - Number(first)} of ${inputs}, ${faults.length} faults\n`);
}, 30_000);
await Promise.all(Array.from({ length: PROCESSES }, work));
clearInterval(told);
const seconds = (performance.now() - begun) / 1000;
process.stdout.write(
  `${inputs} inputs through ${what} in ${seconds.toFixed(0)} s; slowest ${slowest.milliseconds.toFixed(0)} ms (seed ${slowest.seed})\n`,
);
process.stdout.write(
  `${JSON.stringify(Object.fromEntries(codes))}\n${faults.length} faults\n${faults.slice(0, 50).join('\n')}\n`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
