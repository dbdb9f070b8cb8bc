// One input of the fuzz: made from its seed, read, and judged by how that ended.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { HoneError } from '../../src/core/errors';
import { describeText } from '../../src/data/describe-text';
import { inspectFile } from '../../src/data/inspect-file';
import { previewTable } from '../../src/data/preview-table';
import { encode } from '../../src/data/text/encodings';
import { createRandom, mutate } from './mutate';

/** Real files, as they are and in other dialects, encodings and packings; `root` is the repository. */
export function fuzzSeeds(root: string): Uint8Array[] {
  const names = ['cars', 'penguins', 'seattle-weather', 'pump-states'].map(
    (name) => `resources/samples/${name}.csv`,
  );
  const texts = [...names, 'bench/pollution/tables/books.csv', 'bench/pollution/tables/states.csv'].map(
    (name) => readFileSync(join(root, name)).subarray(0, 20_000),
  );
  const books = (texts[4] as Buffer).toString('utf8');
  return [
    ...texts,
    Buffer.from(books.replaceAll(',', ';')),
    Buffer.from(`Report\n\n${books}\nTotal,1\n`),
    encode(books.replaceAll('the', '서울'), 'cp949'),
    encode(books.replaceAll('the', '東京'), 'shift-jis'),
    encode(books, 'utf-16le'),
    gzipSync(Buffer.from(books)),
  ];
}

/** What came of it: a table, or the code of a HoneError; any other error is a fault. */
export async function tryInput(
  seeds: readonly Uint8Array[],
  seed: number,
  what: 'inspect' | 'describe',
  write: (bytes: Uint8Array) => string,
): Promise<{ code: string; fault: string | null }> {
  const path = write(mutate(seeds, createRandom(seed)));
  try {
    if (what === 'inspect') await inspectFile(path);
    else {
      await previewTable(path);
      await describeText(path);
    }
    return { code: 'table', fault: null };
  } catch (error) {
    const isKnown = error instanceof HoneError && error.code !== 'internal';
    return {
      code: isKnown ? error.code : 'fault',
      fault: isKnown ? null : String((error as Error)?.stack ?? error),
    };
  }
}
