// Fingerprints of files that have not been touched since they were taken, so that their bytes need not be read again.
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const INDEX = 'files.json';
/** A file that changed so shortly before it was read could change again without a later time of change. */
const SETTLED_MS = 2000;
const MOST_FILES = 50;

const identity = z.strictObject({
  bytes: z.number(),
  modified: z.number(),
  changed: z.number(),
  inode: z.number(),
  fingerprint: z.string(),
});

const indexSchema = z.record(z.string(), identity);

type Index = z.output<typeof indexSchema>;

/** The fingerprint noted for the file as it stands now, or null. */
export function knownFingerprint(folder: string, file: string): string | null {
  const noted = readIndex(folder)[file];
  const now = identify(file);
  if (!noted || !now) return null;
  const same =
    noted.bytes === now.bytes &&
    noted.modified === now.modified &&
    noted.changed === now.changed &&
    noted.inode === now.inode;
  return same ? noted.fingerprint : null;
}

/** What `noteFingerprint` needs to know of the time before a file was read. */
export interface Sighting {
  identity: Omit<z.output<typeof identity>, 'fingerprint'> | null;
  at: number;
}

export function sight(file: string): Sighting {
  return { identity: identify(file), at: Date.now() };
}

/** Notes the fingerprint of a file that was read after it was sighted, unless it changed meanwhile or just before. */
export function noteFingerprint(folder: string, file: string, before: Sighting, fingerprint: string): void {
  const now = identify(file);
  if (!now || JSON.stringify(now) !== JSON.stringify(before.identity)) return;
  if (Math.max(now.modified, now.changed) > before.at - SETTLED_MS) return;
  const others = Object.entries(readIndex(folder)).filter(([name]) => name !== file);
  const index: Index = Object.fromEntries([...others, [file, { ...now, fingerprint }]].slice(-MOST_FILES));
  const draft = path.join(folder, `${INDEX}.${process.pid}`);
  writeFileSync(draft, JSON.stringify(index));
  renameSync(draft, path.join(folder, INDEX));
}

/** SHA-256 of a file's bytes, hexadecimal. Throws what the file system throws. */
export async function fingerprintOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(part as Buffer);
  return hash.digest('hex');
}

function identify(file: string): Sighting['identity'] {
  try {
    const { size, mtimeMs, ctimeMs, ino } = statSync(file);
    return { bytes: size, modified: mtimeMs, changed: ctimeMs, inode: ino };
  } catch {
    return null;
  }
}

/** An index that cannot be read is empty: it only saves time. */
function readIndex(folder: string): Index {
  try {
    const parsed = indexSchema.safeParse(JSON.parse(readFileSync(path.join(folder, INDEX), 'utf8')));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}
