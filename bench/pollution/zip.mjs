// A zip archive, as small as can be.
import { crc32 } from './crc32.mjs';
import { deflateRawSync } from 'node:zlib';

/** An archive of one file. @param {string} name @param {Buffer} content */
export const zipOf = (name, content) => zipAll([[name, content]]);

/** An archive of several files, in their order. @param {[name: string, content: Buffer][]} files */
export function zipAll(files) {
  const locals = [];
  const entries = [];
  let offset = 0;
  for (const [name, content] of files) {
    const packed = deflateRawSync(content);
    const title = Buffer.from(name, 'utf8');
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(title.length, 22);
    const rest = Buffer.alloc(16);
    rest.writeUInt32LE(offset, 12);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), shared, title, packed]);
    const head = Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1');
    locals.push(local);
    entries.push(Buffer.concat([head, shared.subarray(0, 24), rest, title]));
    offset += local.length;
  }
  const index = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, index, end]);
}
