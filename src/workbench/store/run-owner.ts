// Which running Hone has a run in hand, so that two at once (window and command line) do not take each other for dead.
import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { z } from 'zod';
import { writeJsonDurably } from './durable-file';
import { readJson } from './json-file';
import { runFiles } from './run-folder';

const ownerSchema = z.strictObject({ pid: z.number().int(), host: z.string() });

/** Marks the run as in the hands of this process. */
export function claimRun(folder: string): Promise<void> {
  return writeJsonDurably(runFiles(folder).owner, { pid: process.pid, host: hostname() });
}

export function releaseRun(folder: string): Promise<void> {
  return rm(runFiles(folder).owner, { force: true });
}

/** Whether another living process, as far as can be seen from here, has the run in hand. */
export async function ownedElsewhere(folder: string): Promise<boolean> {
  const owner = await readJson(runFiles(folder).owner, ownerSchema);
  if (!owner || owner.pid === process.pid) return false;
  return owner.host !== hostname() || isAlive(owner.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
