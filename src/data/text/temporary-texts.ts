// Temporary files of texts: removed when they are done with, at the end of the process, or by the next one after a crash.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'hone-text-';
const held = new Set<string>();
let folder: string | undefined;

/** A path for a new temporary file; `removeTemporary` removes the file. */
export function temporaryPath(): string {
  if (folder === undefined) {
    sweep();
    folder = join(tmpdir(), `${PREFIX}${process.pid}-${randomBytes(4).toString('hex')}`);
    mkdirSync(folder, { mode: 0o700 });
    process.once('exit', removeAll);
  }
  const path = join(folder, `${randomBytes(6).toString('hex')}.csv`);
  held.add(path);
  return path;
}

/** Removes a file made at a path of `temporaryPath`. */
export function removeTemporary(path: string): void {
  if (!held.delete(path)) return;
  rmSync(path, { force: true });
  if (held.size === 0) removeAll();
}

function removeAll(): void {
  if (folder === undefined) return;
  rmSync(folder, { recursive: true, force: true });
  folder = undefined;
  held.clear();
  process.removeListener('exit', removeAll);
}

/** Removes what processes that are no more have left behind. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner)))
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code === 'EPERM';
  }
}
