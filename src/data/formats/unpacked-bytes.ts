// How large an archive is once unpacked, by its own directory: asked before anything is unpacked.

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const MOST_COMMENT = 65_535;

/** Bytes of all files within a zip archive as its directory gives them; 0 for what is no archive. */
export function unpackedBytes(content: Buffer): number {
  const from = Math.max(0, content.length - END_BYTES - MOST_COMMENT);
  for (let end = content.length - END_BYTES; end >= from; end--) {
    if (content.readUInt32LE(end) !== END) continue;
    let at = content.readUInt32LE(end + 16);
    let sum = 0;
    while (at + 46 <= content.length && content.readUInt32LE(at) === ENTRY) {
      sum += content.readUInt32LE(at + 24);
      at +=
        46 + content.readUInt16LE(at + 28) + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
    }
    return sum;
  }
  return 0;
}
