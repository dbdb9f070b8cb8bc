// Safetensors: what is written is read back, and a damaged or hostile file gives one clear error.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSafetensors, writeSafetensors } from '../../../src/engine/checkpoint/safetensors';
import { HoneError } from '../../../src/core/errors';

const sample = writeSafetensors({
  tensors: [
    { name: 'dense/kernel', shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, Number.NaN) },
    { name: 'step', shape: [], data: Int32Array.of(7) },
    { name: 'empty', shape: [0, 4], data: new Float32Array() },
  ],
  metadata: { epoch: '9' },
});

/** A file with that header, whatever it says, and so many bytes behind it. */
function fileOf(header: unknown, bytes = 0): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const file = new Uint8Array(8 + json.length + bytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  return file;
}

describe('a written file', () => {
  it('is read back', () => {
    const { tensors, metadata } = readSafetensors(sample, 'w');
    expect(metadata).toEqual({ epoch: '9' });
    expect(tensors.map(({ name, shape, data }) => [name, shape, Array.from(data)])).toEqual([
      ['dense/kernel', [2, 3], [1, 2, 3, 4, 5, Number.NaN]],
      ['step', [], [7]],
      ['empty', [0, 4], []],
    ]);
  });

  it('is read from anywhere in a larger buffer', () => {
    const larger = new Uint8Array(sample.length + 5);
    larger.set(sample, 5);
    expect(readSafetensors(larger.subarray(5), 'w').tensors).toHaveLength(3);
  });
});

describe('a damaged file', () => {
  const entry = { dtype: 'F32', shape: [1], data_offsets: [0, 4] };
  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['a length alone', new Uint8Array(8)],
    ['a header longer than the file', Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 123)],
    ['no JSON', fileOf('{"a":')],
    ['a list', fileOf([])],
    ['broken UTF-8', fileOf('{}').fill(0xff, 8)],
    ['metadata of numbers', fileOf({ __metadata__: { epoch: 9 } })],
    ['an unknown type', fileOf({ a: { ...entry, dtype: 'F64' } }, 8)],
    ['a negative size', fileOf({ a: { ...entry, shape: [-1] } }, 8)],
    ['a fraction', fileOf({ a: { ...entry, shape: [1.5] } }, 8)],
    ['an end behind the file', fileOf({ a: { ...entry, data_offsets: [0, 8], shape: [2] } }, 4)],
    ['an end before its beginning', fileOf({ a: { ...entry, data_offsets: [4, 0] } }, 8)],
    ['a shape that does not fit', fileOf({ a: { ...entry, shape: [2] } }, 8)],
    ['a shape beyond every number', fileOf({ a: { ...entry, shape: Array(40).fill(2 ** 52) } }, 4)],
    ['entries that share bytes', fileOf({ a: entry, b: entry }, 4)],
    ['an unknown field', fileOf({ a: { ...entry, extra: 1 } }, 4)],
  ])('with %s', (_, file) => {
    expect(() => readSafetensors(file, 'model/weights.safetensors')).toThrow(
      expect.objectContaining({ code: 'model-invalid', place: { file: 'model/weights.safetensors' } }),
    );
  });

  it('cut off anywhere never passes', () => {
    for (let length = 0; length < sample.length; length += 1) {
      expect(() => readSafetensors(sample.subarray(0, length), 'w')).toThrow(HoneError);
    }
  });

  it('with any bytes changed gives tensors or that error', () => {
    const change = fc.tuple(fc.nat(sample.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const file = sample.slice();
        for (const [place, value] of changes) file[place] = value;
        try {
          readSafetensors(file, 'w');
        } catch (error) {
          expect(error).toBeInstanceOf(HoneError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
