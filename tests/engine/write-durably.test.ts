// Files of a run are whole or as they were, and leave nothing beside them.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeDurably } from '../../src/engine/checkpoint/write-durably';

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'hone-durable-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('a text or bytes replace the file, in a folder that is made', () => {
  const folder = path.join(temporaryFolder(), 'new');
  const file = path.join(folder, 'a.txt');
  writeDurably(file, 'old');
  writeDurably(file, new Uint8Array([0xea, 0xb0, 0x80]));
  expect(readFileSync(file, 'utf8')).toBe('가');
  expect(readdirSync(folder)).toEqual(['a.txt']);
});

test('what cannot be put in its place leaves nothing behind', () => {
  const folder = temporaryFolder();
  const taken = path.join(folder, 'taken');
  mkdirSync(taken);
  writeFileSync(path.join(taken, 'inside'), '');
  expect(() => writeDurably(taken, 'text')).toThrow();
  expect(readdirSync(folder)).toEqual(['taken']);
});
