// Reads and writes safetensors: named tensors in one file, without code in it.
// Source: github.com/huggingface/safetensors, section "Format".
import { z } from 'zod';
import { sizeOf } from '../../core/choices/initializers/size-of';
import { HoneError } from '../../core/errors';

export interface StoredTensor {
  name: string;
  shape: readonly number[];
  data: Float32Array | Int32Array;
}

export interface StoredTensors {
  tensors: StoredTensor[];
  metadata: Record<string, string>;
}

const LENGTH_BYTES = 8;
const LARGEST_HEADER = 100_000_000;

const entrySchema = z.strictObject({
  dtype: z.enum(['F32', 'I32']),
  shape: z.array(z.number().int().min(0)),
  data_offsets: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
});
const headerSchema = z.record(z.string(), z.unknown());
const metadataSchema = z.record(z.string(), z.string());

/** The whole file. Names must be unique and not `__metadata__`. */
export function writeSafetensors({ tensors, metadata }: StoredTensors): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const { name, shape, data } of tensors) {
    const end = offset + data.byteLength;
    header[name] = { dtype: data instanceof Int32Array ? 'I32' : 'F32', shape, data_offsets: [offset, end] };
    offset = end;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  // Spaces behind the header keep the numbers aligned to eight bytes.
  const headerLength = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(LENGTH_BYTES + headerLength + offset).fill(
    0x20,
    0,
    LENGTH_BYTES + headerLength,
  );
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.set(json, LENGTH_BYTES);
  let at = LENGTH_BYTES + headerLength;
  for (const { data } of tensors) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return file;
}

/** Throws `model-invalid` naming the file if anything in it does not add up. */
export function readSafetensors(file: Uint8Array, path: string): StoredTensors {
  const fail = (why: string): never => {
    throw new HoneError('model-invalid', `The weights cannot be read: ${why}.`, { place: { file: path } });
  };
  if (file.length < LENGTH_BYTES) return fail('the file is too short');
  const length = new DataView(file.buffer, file.byteOffset, file.byteLength).getBigUint64(0, true);
  if (length > BigInt(Math.min(LARGEST_HEADER, file.length - LENGTH_BYTES)))
    return fail('its header is cut off');
  const body = LENGTH_BYTES + Number(length);
  const header = parseHeader(file.subarray(LENGTH_BYTES, body)) ?? fail('its header is not JSON');
  const metadata = metadataSchema.safeParse(header.__metadata__ ?? {});
  if (!metadata.success) return fail('its metadata is not text');
  const tensors: StoredTensor[] = [];
  let taken = 0;
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const entry = entrySchema.safeParse(value);
    if (!entry.success) return fail(`the entry ${name} is malformed`);
    const { dtype, shape, data_offsets } = entry.data;
    const [begin, end] = data_offsets;
    if (end < begin || end > file.length - body || end - begin !== 4 * sizeOf(shape)) {
      return fail(`the entry ${name} does not fit its numbers`);
    }
    taken += end - begin;
    // Entries that share bytes could make a small file fill the memory.
    if (taken > file.length - body) return fail('its entries overlap');
    // A copy: `slice` of a Node Buffer would share the whole file's memory.
    const bytes = new Uint8Array(file.subarray(body + begin, body + end));
    tensors.push({
      name,
      shape,
      data: dtype === 'F32' ? new Float32Array(bytes.buffer) : new Int32Array(bytes.buffer),
    });
  }
  return { tensors, metadata: metadata.data };
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const parsed = headerSchema.safeParse(
      JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)),
    );
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
