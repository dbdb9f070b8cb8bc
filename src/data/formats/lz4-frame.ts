// Unpacks LZ4 frames (https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md), as Arrow files hold them.

const MAGIC = 0x184d2204;

/** The unpacked bytes of one frame. Throws a RangeError for a damaged one. */
export function unpackLz4Frame(packed: Uint8Array): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new RangeError('no LZ4 frame');
  const flags = view.getUint8(4);
  const hasBlockChecksum = (flags & 0x10) !== 0;
  // After the magic number: flags, block size, perhaps the size of the content and a dictionary, a checksum.
  let at = 6 + ((flags & 0x08) !== 0 ? 8 : 0) + ((flags & 0x01) !== 0 ? 4 : 0) + 1;
  const output: Output = { bytes: new Uint8Array(packed.length * 4), length: 0 };
  for (;;) {
    const word = view.getUint32(at, true);
    at += 4;
    if (word === 0) return output.bytes.subarray(0, output.length);
    const length = word & 0x7fffffff;
    const block = packed.subarray(at, at + length);
    if (block.length < length) throw new RangeError('an LZ4 frame that ends early');
    if (word >>> 31 === 1) append(output, block);
    else unpackBlock(block, output);
    at += length + (hasBlockChecksum ? 4 : 0);
  }
}

interface Output {
  bytes: Uint8Array;
  length: number;
}

function reserve(output: Output, more: number): void {
  if (output.length + more <= output.bytes.length) return;
  const larger = new Uint8Array(Math.max(output.bytes.length * 2, output.length + more));
  larger.set(output.bytes.subarray(0, output.length));
  output.bytes = larger;
}

function append(output: Output, bytes: Uint8Array): void {
  reserve(output, bytes.length);
  output.bytes.set(bytes, output.length);
  output.length += bytes.length;
}

/** Appends what a block unpacks to. */
function unpackBlock(block: Uint8Array, output: Output): void {
  let at = 0;
  const lengthFrom = (nibble: number): number => {
    let sum = nibble;
    for (let more = nibble === 15 ? 255 : 0; more === 255; sum += more) {
      if (at >= block.length) throw new RangeError('an LZ4 block that ends early');
      more = block[at++] as number;
    }
    return sum;
  };
  while (at < block.length) {
    const token = block[at++] as number;
    const literals = lengthFrom(token >> 4);
    if (at + literals > block.length) throw new RangeError('an LZ4 block that ends early');
    append(output, block.subarray(at, at + literals));
    at += literals;
    // The last sequence has literals alone.
    if (at >= block.length) return;
    const offset = (block[at] as number) | ((block[at + 1] as number) << 8);
    at += 2;
    const length = lengthFrom(token & 15) + 4;
    if (offset === 0 || offset > output.length) throw new RangeError('an LZ4 match before its beginning');
    reserve(output, length);
    const { bytes } = output;
    // Byte by byte: a match may overlap what it writes.
    for (let i = output.length; i < output.length + length; i++) bytes[i] = bytes[i - offset] as number;
    output.length += length;
  }
}
