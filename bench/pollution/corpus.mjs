// Scores `hone convert` on a published corpus of polluted files, such as that of Pollock (PVLDB 16(8), 2023).
// Usage: node bench/pollution/corpus.mjs FOLDER   (needs a build; FOLDER holds csv/ and, by the same names, clean/)
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseCsv } from './sources.mjs';

const folder = process.argv[2];
if (!folder) throw new Error('Name the folder of the corpus.');
const hone = path.join(import.meta.dirname, '../../bin/hone.mjs');
const names = readdirSync(path.join(folder, 'clean'));
const out = mkdtempSync(path.join(os.tmpdir(), 'hone-corpus-'));

/** Precision, recall and F1 of two bags of texts; nothing to find is found. */
function agreement(wanted, found) {
  if (wanted.length === 0) return [1, 1, 1];
  const left = new Map();
  for (const text of found) left.set(text, (left.get(text) ?? 0) + 1);
  let shared = 0;
  for (const text of wanted) {
    const count = left.get(text) ?? 0;
    if (count > 0) shared++;
    left.set(text, count - 1);
  }
  if (shared === 0) return [0, 0, 0];
  const [precision, recall] = [shared / wanted.length, shared / found.length];
  return [precision, recall, (2 * precision * recall) / (precision + recall)];
}

/** The ten figures of the corpus' own score, cells compared as they are. */
function scoresOf(wanted, found) {
  const rows = (table) => table.slice(1).map((row) => row.join(''));
  return [
    1,
    ...agreement(wanted[0] ?? [], found[0] ?? []),
    ...agreement(rows(wanted), rows(found)),
    ...agreement(wanted.flat(), found.flat()),
  ];
}

try {
  for (let from = 0; from < names.length; from += 500) {
    const files = names.slice(from, from + 500).map((name) => path.join(folder, 'csv', name));
    spawnSync(process.execPath, [hone, 'convert', ...files, '--out-dir', out], { stdio: 'ignore' });
  }
  let exact = 0;
  let score = 0;
  const missed = [];
  for (const name of names) {
    const read = (place) => parseCsv(readFileSync(place, 'utf8').replaceAll('\r\n', '\n'));
    const [wanted, found] = [read(path.join(folder, 'clean', name)), read(path.join(out, name))];
    score += scoresOf(wanted, found).reduce((sum, value) => sum + value, 0);
    if (JSON.stringify(wanted) === JSON.stringify(found)) exact++;
    else missed.push(name);
  }
  const share = ((100 * exact) / names.length).toFixed(2);
  process.stdout.write(
    `${names.length} files, ${share} % exact, score ${(score / names.length).toFixed(3)} of 10\n`,
  );
  process.stdout.write(`${missed.slice(0, 40).join('\n')}\n`);
} finally {
  rmSync(out, { recursive: true, force: true });
}
