// Files polluted in one way each are read exactly, class by class; the whole set is run by bench/pollution.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Polluted, pollute } from '../../bench/pollution/pollute.mjs';
import { firstDifference, summarize } from '../../bench/pollution/score.mjs';
import { readSources } from '../../bench/pollution/sources.mjs';
import { convertText } from '../../src/data/convert-text';
import { temporaryFolder } from './temporary-folder';

const chosen = ['penguins', 'books', 'states', 'orders'];

async function faultOf(folder: string, { bytes, expected }: Polluted): Promise<string | null> {
  const [path, out] = [join(folder, 'in.csv'), join(folder, 'out.csv')];
  writeFileSync(path, bytes);
  await convertText(path, out);
  return firstDifference(readFileSync(out, 'utf8'), expected);
}

test('at least 99.5 % of the files are read exactly', async () => {
  const sources = readSources();
  expect(sources).toHaveLength(9);
  const files = sources.filter(({ name }) => chosen.includes(name)).flatMap((source) => pollute(source, 2));
  expect(files.length).toBeGreaterThan(600);
  const folder = temporaryFolder();
  const results = [];
  for (const file of files)
    results.push({ kind: file.kind, name: file.name, fault: await faultOf(folder, file) });
  const { share, kinds } = summarize(results);
  const faults = results.flatMap(({ name, fault }) => (fault === null ? [] : [`${name}: ${fault}`]));
  expect(kinds).toHaveLength(20);
  expect(share, faults.join('\n')).toBeGreaterThanOrEqual(0.995);
}, 300_000);

test('the score sees a wrong cell, a missing row and a wrong name', () => {
  const expected = { header: ['a', 'b'], rows: [['1', '2']] };
  expect(firstDifference('a,b\n1,2\n', expected)).toBeNull();
  expect(firstDifference('a,b\n1,3\n', expected)).toMatch(/row 1/);
  expect(firstDifference('a,b\n', expected)).toMatch(/0 rows where 1/);
  expect(firstDifference('a,c\n1,2\n', expected)).toMatch(/header/);
  expect(firstDifference('column1\n1\n', { header: null, rows: [['1']] })).toBeNull();
});
