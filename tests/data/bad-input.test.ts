// Every bad file gives one sentence with its place and a way out.
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HoneError } from '../../src/core/errors';
import { describeFileFault } from '../../src/data/file-scan';
import { inspectFile } from '../../src/data/inspect-file';
import { readTable } from '../../src/data/read-table';
import { type BadFile, unlearnableFiles, unreadableFiles } from './bad-files';
import { temporaryFile, temporaryFolder } from './temporary-folder';

async function faultOf(work: Promise<unknown>): Promise<HoneError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(HoneError);
  return error as HoneError;
}

/** One sentence for the person, and what to do. */
function expectWords(fault: HoneError): void {
  expect(fault.message).toMatch(/^[^\n]+\.$/);
  expect(fault.fix).toMatch(/\.$/);
}

async function expectRefusal(
  { content, says, code, line }: BadFile,
  read: (path: string) => Promise<unknown>,
) {
  const path = temporaryFile(content);
  const fault = await faultOf(read(path));
  expectWords(fault);
  expect(fault.message).toMatch(says);
  expect(fault.code).toBe(code);
  expect(fault.place.file).toBe(path);
  if (line !== undefined) expect(fault.place.line).toBe(line);
}

describe.each(unreadableFiles)('$what', (bad) => {
  test('is refused by the reader', () => expectRefusal(bad, readTable));
  test('is refused on the data page', () => expectRefusal(bad, (path) => inspectFile(path)));
});

describe.each(unlearnableFiles)('$what', (bad) => {
  test('can be predicted', async () => {
    expect((await readTable(temporaryFile(bad.content))).table.rows).toBeGreaterThan(0);
  });
  test('is refused on the data page', () => expectRefusal(bad, (path) => inspectFile(path)));
});

test('a file that is not there', async () => {
  const fault = await faultOf(readTable(join(temporaryFolder(), 'nowhere.csv')));
  expectWords(fault);
  expect(fault.code).toBe('file-not-found');
});

test('a folder', async () => {
  const fault = await faultOf(readTable(temporaryFolder()));
  expectWords(fault);
  expect(fault.message).toMatch(/is a folder/);
});

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a file without permission',
  async () => {
    const path = temporaryFile('a,b\n1,2\n');
    chmodSync(path, 0);
    expect((await faultOf(readTable(path))).code).toBe('file-unreadable');
  },
);

test.each([
  ['EACCES', 'file-unreadable', /may not be read/],
  ['EIO', 'file-unreadable', /cannot be read: broken/],
  ['ENOTDIR', 'file-not-found', /There is no file/],
])('the system says %s', (systemCode, code, says) => {
  const fault = describeFileFault(Object.assign(new Error('broken'), { code: systemCode }), '/tmp/x.csv');
  expectWords(fault);
  expect(fault.code).toBe(code);
  expect(fault.message).toMatch(says);
});
