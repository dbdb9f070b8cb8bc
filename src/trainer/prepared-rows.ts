// Encoded rows as the network takes them, block by block so that memory stays bounded.
import { type EncodedRows, encodedWidths, type Preparation } from '../core/preparation/preparation';
import { prepareRows } from '../core/preparation/prepare-rows';
import type { Ops, Tensor2D } from '../core/tensor';

/** Rows that are prepared at once: what lies between the steps is many times as large as the rows. */
const ROWS_PER_BLOCK = 65_536;
/** The same where each row is compared with many others. */
const COMPARED_PER_BLOCK = 4096;

/** Prepared rows as a tensor of the caller's. */
export function prepareEncoded(ops: Ops, preparation: Preparation, encoded: EncodedRows): Tensor2D {
  const size = preparation.neighbours.length > 0 ? COMPARED_PER_BLOCK : ROWS_PER_BLOCK;
  if (encoded.rows <= size) return prepareBlock(ops, preparation, encoded);
  const widths = encodedWidths(preparation);
  const blocks: Tensor2D[] = [];
  for (let start = 0; start < encoded.rows; start += size) {
    const end = Math.min(encoded.rows, start + size);
    blocks.push(
      prepareBlock(ops, preparation, {
        rows: end - start,
        numbers: encoded.numbers.subarray(start * widths.numbers, end * widths.numbers),
        codes: encoded.codes.subarray(start * widths.codes, end * widths.codes),
      }),
    );
  }
  const whole = ops.concat(blocks, 0);
  ops.dispose(blocks);
  return whole;
}

function prepareBlock(ops: Ops, preparation: Preparation, encoded: EncodedRows): Tensor2D {
  const widths = encodedWidths(preparation);
  return ops.tidy(() => {
    const numbers = ops.tensor2d(encoded.numbers, [encoded.rows, widths.numbers]);
    const codes = ops.tensor2d(encoded.codes, [encoded.rows, widths.codes], 'int32');
    return prepareRows(ops, preparation, numbers, codes);
  });
}

/** Some of the rows, in the given order. */
export function takeRows({ rows: all, numbers, codes }: EncodedRows, rows: Int32Array): EncodedRows {
  const widths = { numbers: numbers.length / all, codes: codes.length / all };
  const result = {
    rows: rows.length,
    numbers: new Float32Array(rows.length * widths.numbers),
    codes: new Int32Array(rows.length * widths.codes),
  };
  rows.forEach((row, i) => {
    result.numbers.set(
      numbers.subarray(row * widths.numbers, (row + 1) * widths.numbers),
      i * widths.numbers,
    );
    result.codes.set(codes.subarray(row * widths.codes, (row + 1) * widths.codes), i * widths.codes);
  });
  return result;
}
