// Files that the page sends: streamed to disk, and kept under their content, so that the same file is the same project.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

let uploads = 0;

/** Path of the stored file. `onProgress` gets the share received so far, where the size is known. */
export async function receiveUpload(
  request: IncomingMessage,
  folder: string,
  name: string,
  onProgress: (share: number | null) => void,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  uploads += 1;
  const temporary = path.join(folder, `.receiving-${process.pid}-${uploads}`);
  const hash = createHash('sha256');
  const total = Number(request.headers['content-length'] ?? 0);
  let received = 0;
  let toldAt = 0;
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      received += chunk.length;
      if (Date.now() - toldAt >= 100) {
        toldAt = Date.now();
        onProgress(total > 0 ? Math.min(received / total, 0.99) : null);
      }
      done(null, chunk);
    },
  });
  try {
    await pipeline(request, watch, createWriteStream(temporary));
    const place = path.join(folder, hash.digest('hex').slice(0, 12));
    await mkdir(place, { recursive: true });
    const file = path.join(place, safeName(name));
    await rename(temporary, file);
    return file;
  } finally {
    await rm(temporary, { force: true });
    onProgress(1);
  }
}

/** A file name without folders or characters that some file system refuses. */
export function safeName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  const plain = base
    .replace(/[\p{Cc}<>:"|?*]/gu, '_')
    .replace(/^\.+/, '')
    .slice(0, 120);
  return plain || 'data.csv';
}
