// A number for the content of each row, by which a row is known again wherever it stands in a file.
import { isNumeric, type Column, type Table } from '../table';

/** 64 bits for each row, in two halves. Rows of equal content have equal hashes. */
export interface RowHashes {
  low: Uint32Array;
  high: Uint32Array;
}

/** The hashes of rows without columns. */
export function emptyHashes(rows: number): RowHashes {
  return { low: new Uint32Array(rows), high: new Uint32Array(rows) };
}

/**
 * Hashes every row of the table. The order of rows and columns does not matter, nor does an empty column; a number
 * hashes alike whether its column was read as numbers or as categories, since a longer file may be read otherwise.
 */
export function hashRows(table: Table): RowHashes {
  const hashes = emptyHashes(table.rows);
  for (const column of table.columns) addColumn(column, hashes);
  return hashes;
}

/** Adds one column to the hashes of its rows. Sums of mixed cells: addition makes the order of the columns indifferent. */
export function addColumn(column: Column, { low, high }: RowHashes): void {
  const name = hashText(column.name);
  const add = (row: number, cellLow: number, cellHigh: number) => {
    low[row] = (low[row] as number) + mix(cellLow ^ name.low, cellHigh + 0x9e3779b9);
    high[row] = (high[row] as number) + mix(cellHigh ^ name.high, cellLow + 0x85ebca6b);
  };
  if (isNumeric(column)) {
    const words = wordsOf();
    const { values } = column;
    for (let row = 0; row < values.length; row++) {
      if (Number.isNaN(values[row])) continue;
      words.write(values[row] as number);
      add(row, words.low(), words.high());
    }
  } else if (column.type === 'text') {
    for (const [row, text] of column.values.entries()) {
      if (text === '') continue;
      const cell = hashCell(text);
      add(row, cell.low, cell.high);
    }
  } else {
    const cells = column.categories.map(hashCell);
    for (let row = 0; row < column.codes.length; row++) {
      const cell = cells[column.codes[row] as number];
      if (cell) add(row, cell.low, cell.high);
    }
  }
}

/** The two words of a double; zero has one sign. */
function wordsOf() {
  const double = new Float64Array(1);
  const words = new Uint32Array(double.buffer);
  return {
    write(value: number) {
      double[0] = value + 0;
    },
    low: () => words[0] as number,
    high: () => words[1] as number,
  };
}

interface Hash {
  low: number;
  high: number;
}

function hashCell(text: string): Hash {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) return hashText(text);
  const words = wordsOf();
  words.write(value);
  return { low: words.low(), high: words.high() };
}

/** FNV-1a in two streams. */
function hashText(text: string): Hash {
  let low = 0x811c9dc5;
  let high = 0x2d358dcc;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code ^ (i & 0xff), 0x1b873593);
  }
  return { low: low >>> 0, high: high >>> 0 };
}

/** The last step of MurmurHash3 over two words (Appleby 2011). */
function mix(a: number, b: number): number {
  let hash = Math.imul(a, 0xcc9e2d51);
  hash = ((hash << 15) | (hash >>> 17)) ^ Math.imul(b, 0x1b873593);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
