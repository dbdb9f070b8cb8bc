// Makes resources/samples/pump-states.csv: made-up recordings of pumps, few of which a mechanic has looked at.
// Usage: node scripts/samples/pump-states.mjs [FILE]
//
// A recording is cheap and a diagnosis is dear, so only 150 of 1,200 recordings have one. Each of six states moves the 44
// readings up or down in a pattern of its own, as strongly as the fault has grown; around that each reading is noisy, far
// more than the pattern moves it. No reading tells much by itself: the states lie on a low-dimensional surface within
// the 44 dimensions, which 150 rows show badly and 1,200 show well. This is the case that pre-training is made for.
import { writeFileSync } from 'node:fs';
import path from 'node:path';

const ROWS = 1200;
const DIAGNOSED = 150;
const STATES = ['healthy', 'bearing wear', 'imbalance', 'misalignment', 'cavitation', 'clogged filter'];
/** Name, count, usual value and noise of the readings of a kind, in their unit. */
const READINGS = [
  { name: 'vibration', count: 20, usual: 4.5, noise: 0.8 },
  { name: 'current', count: 12, usual: 12, noise: 1.5 },
  { name: 'pressure', count: 12, usual: 3.2, noise: 0.4 },
];
/** How far a pattern moves a reading, as a multiple of the noise. */
const SHIFT = 0.4;

/** Uniform in [0, 1), always the same sequence (mulberry32). */
function createUniform(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000;
  };
}

const uniform = createUniform(20261123);
const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

const columns = READINGS.flatMap(({ name, count, usual, noise }) =>
  Array.from({ length: count }, (_, i) => ({
    name: `${name}_${i + 1}`,
    usual: usual * (0.7 + 0.6 * uniform()),
    noise: noise * (0.7 + 0.6 * uniform()),
  })),
);
const patterns = STATES.map(() => columns.map(() => (uniform() < 0.5 ? -SHIFT : SHIFT)));

function makeRow() {
  const state = Math.floor(uniform() * STATES.length);
  const severity = 0.7 + 0.6 * uniform();
  const readings = columns.map(({ usual, noise }, i) =>
    (usual + noise * (severity * patterns[state][i] + normal())).toFixed(2),
  );
  return { readings, state: STATES[state] };
}

const rows = Array.from({ length: ROWS }, makeRow);
const lines = [
  [...columns.map(({ name }) => name), 'diagnosis'].join(','),
  // The rows are independent, so every eighth is a fair choice of those that were diagnosed.
  ...rows.map(({ readings, state }, i) => [...readings, i % (ROWS / DIAGNOSED) === 0 ? state : ''].join(',')),
];
const file =
  process.argv[2] ?? path.join(import.meta.dirname, '..', '..', 'resources', 'samples', 'pump-states.csv');
writeFileSync(file, `${lines.join('\n')}\n`);
process.stdout.write(`${file}: ${ROWS} rows, ${DIAGNOSED} with a diagnosis\n`);
