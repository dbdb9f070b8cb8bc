// Small tables made anew for every test: classes with a rare one, counts to predict, and rows that are sequences.
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** Numbers between -0.5 and 0.5, the same every time. */
function createNumbers(): () => number {
  let state = 12_345;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647 - 0.5;
  };
}

function write(folder: string, name: string, head: readonly string[], rows: readonly unknown[][]): void {
  const lines = [head, ...rows].map((cells) => cells.join(','));
  writeFileSync(path.join(folder, name), `${lines.join('\n')}\n`);
}

const colours = ['red', 'green', 'blue', 'grey'];
const sizes = ['s', 'm', 'l', 'xl', 'xxl', '3xl', '4xl', '5xl', '6xl', '7xl'];

/** Six numbers and two categories; `y` is low, middle or, of one row in twelve, high; `count` is 0, 1, 2, …. */
export function writeMixedTable(folder: string, name: string, rows = 400): void {
  const next = createNumbers();
  const numbers = ['x1', 'x2', 'x3', 'x4', 'x5', 'x6'];
  const lines = Array.from({ length: rows }, () => {
    const x = numbers.map(() => 2 * next());
    const colour = Math.floor(4 * (next() + 0.5));
    const size = Math.floor(10 * (next() + 0.5));
    const [a = 0, b = 0, c = 0] = x;
    const score = 1.5 * a - b + a * c + 0.4 * (colour - 1.5) + 0.8 * next();
    const y = score > 1.5 ? 'high' : score > -0.2 ? 'middle' : 'low';
    const count = Math.max(0, Math.round(Math.exp(0.8 * score) + next()));
    return [...x.map((value) => value.toFixed(3)), colours[colour], sizes[size], y, count];
  });
  write(folder, name, [...numbers, 'colour', 'size', 'y', 'count'], lines);
}

/** Twelve steps of two numbers each; `y` says in which half of the steps the first one makes a jump. */
export function writeSequenceTable(folder: string, name: string, rows = 400): void {
  const next = createNumbers();
  const steps = Array.from({ length: 12 }, (_, i) => i + 1);
  const lines = Array.from({ length: rows }, () => {
    const jump = Math.floor(12 * (next() + 0.5));
    const cells = steps.flatMap((_, i) => [i === jump ? 2 + next() : next(), next()]);
    return [...cells.map((value) => value.toFixed(3)), jump < 6 ? 'early' : 'late'];
  });
  write(folder, name, [...steps.flatMap((step) => [`a${step}`, `b${step}`]), 'y'], lines);
}
