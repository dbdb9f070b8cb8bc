// `hone cross-validate` end to end, and rows that keep their part from run to run.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { foldsText } from '../../src/cli/folds-text';
import { type Folds, foldsSchema } from '../../src/core/run/folds';
import { createWorkplace, type Workplace } from './run-hone';
import { smallTable } from './small-tables';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let place: Workplace;

beforeAll(async () => {
  place = await createWorkplace();
  await writeFile(join(place.folder, 'binary.csv'), smallTable('binary'));
});

afterAll(() => place.remove());

const brief = ['--target', 'y', '--set', 'training.epochs=4', '--set', 'model.hidden=8', '--quiet'];

async function measure(...args: readonly string[]): Promise<Folds> {
  const result = await place.hone('cross-validate', 'binary.csv', ...args, ...brief, '--json');
  expect(result).toMatchObject({ exitCode: 0, messages: '' });
  return foldsSchema.parse(JSON.parse(result.out).folds);
}

test('every row is judged once a repeat, the same figures a second time', async () => {
  const folds = await measure('--folds', '3', '--repeats', '2');
  expect(folds).toMatchObject({ state: 'done', planned: 6, share: 1 });
  const rows = smallTable('binary').trimEnd().split('\n').length - 1;
  for (const repeat of [1, 2]) {
    const inRepeat = folds.scores.filter((score) => score.repeat === repeat);
    expect(inRepeat.reduce((sum, score) => sum + score.rows.judged, 0)).toBe(rows);
    for (const { rows: counts } of inRepeat)
      expect(counts.train + counts.validation + counts.judged).toBe(rows);
  }
  expect(folds.summary.map(({ metric }) => metric)).toEqual(
    expect.arrayContaining(['accuracy', 'rocAuc', 'loss']),
  );
  expect((await measure('--folds', '3', '--repeats', '2')).scores).toEqual(folds.scores);
  const text = foldsText(folds, false);
  expect(text).toContain('3 folds, dealt 2 times');
  expect(text).toMatch(/accuracy +0\.\d+ +± 0\.\d+ +0\.\d+/);
});

test('the rows of further files are dealt too, with what is joined to them', async () => {
  await writeFile(join(place.folder, 'more.csv'), smallTable('binary', 40));
  await writeFile(join(place.folder, 'colours.csv'), 'c,warmth\nred,1\nblue,0\n');
  const folds = await measure(
    ...['more.csv', '--join', 'colours.csv:c', '--type', 'c=text', '--folds', '2'],
    ...['--set', 'data.ignore=a,b,c'],
  );
  const rows = smallTable('binary').trimEnd().split('\n').length - 1 + 40;
  expect(folds.scores.reduce((sum, { rows: { judged } }) => sum + judged, 0)).toBe(rows);
});

test('what makes no folds is refused', async () => {
  const one = await place.hone('cross-validate', 'binary.csv', ...brief, '--folds', '1');
  expect(one.exitCode).toBe(2);
  expect(one.messages).toContain('no number of folds');
  const word = await place.hone('cross-validate', 'binary.csv', ...brief, '--repeats', 'many', '--json');
  expect(JSON.parse(word.messages).error.fix).toContain('--repeats 3');
  const group = await place.hone('cross-validate', 'binary.csv', ...brief, '--set', 'data.group=yy');
  expect(group.messages).toContain('no column "yy" to group the rows by');
});

test('rows keep their part in a file that grew and was re-ordered', async () => {
  const file = join(place.folder, 'growing.csv');
  const [head = '', ...rows] = smallTable('binary').trimEnd().split('\n');
  const write = (lines: readonly string[]) => writeFile(file, `${[head, ...lines].join('\n')}\n`);
  const train = async () => {
    const { out } = await place.hone('train', 'growing.csv', ...brief, '--json');
    expect(JSON.parse(out).run).toBeTruthy();
    const runs = await place.hone('runs', 'growing.csv', '--json');
    return JSON.parse(runs.out)[0];
  };
  await write(rows.slice(0, -20));
  expect((await train()).split).toEqual({ kept: 0, added: rows.length - 20 });
  await write([...rows.slice(-20), ...rows.slice(0, -20).reverse()]);
  const { split, learnedFrom, rows: counts } = await train();
  expect(split).toEqual({ kept: rows.length - 20, added: 20 });
  expect(learnedFrom).toEqual({ rows: counts.train, part: 'train' });
  const listed = await place.hone('runs', 'growing.csv');
  expect(listed.out).toMatch(new RegExp(`${rows.length - 20} of ${rows.length}`));
});
