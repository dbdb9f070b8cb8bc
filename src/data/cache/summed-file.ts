// Small files of text that know whether they are whole: the first line is the SHA-256 of the rest.
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Writes the text under another name first, so that nobody reads half of it. */
export function writeSummed(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${sumOf(text)}\n${text}`);
  renameSync(draft, file);
}

/** The text, null where it is damaged, undefined where there is no such file. */
export function readSummed(file: string): string | null | undefined {
  let whole: string;
  try {
    whole = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const end = whole.indexOf('\n');
  const text = whole.slice(end + 1);
  return whole.slice(0, end) === sumOf(text) ? text : null;
}

const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex');
