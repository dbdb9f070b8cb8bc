// A lock between processes: a folder that holds the owner's id. Survives owners that were killed.

import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readJson, remove } from './files.mjs';

const heartbeatMs = 5_000;
const silentMs = 60_000;

/**
 * Does `work` while holding the lock `folder`; waits while a living process holds it, calling `onWait` once.
 * A lock is stale if its process has ended, or (on another host of a shared disk) is silent for a minute.
 */
export async function withLock(folder, work, onWait = () => {}) {
  const token = await acquire(folder, onWait);
  const heartbeat = setInterval(() => touch(folder), heartbeatMs);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    release(folder, token);
  }
}

function release(folder, token) {
  if (readOwner(folder)?.token !== token) return;
  // Renamed first: removing in place would leave an empty folder that another process could take meanwhile.
  const aside = `${folder}.${token}`;
  renameSync(folder, aside);
  remove(aside);
}

async function acquire(folder, onWait) {
  const token = randomUUID();
  mkdirSync(path.dirname(folder), { recursive: true });
  for (let tries = 0; ; tries++) {
    if (tryAcquire(folder, token)) return token;
    if (isStale(folder)) takeAway(folder);
    else {
      if (tries === 0) onWait();
      await sleep(300);
    }
  }
}

function tryAcquire(folder, token) {
  // The folder appears with its owner file inside, so a lock without an owner is never seen.
  const prepared = `${folder}.${token}`;
  mkdirSync(prepared);
  writeFileSync(ownerFile(prepared), JSON.stringify({ pid: process.pid, host: hostname(), token }));
  try {
    renameSync(prepared, folder);
    return true;
  } catch {
    remove(prepared);
    return false;
  }
}

function isStale(folder) {
  const modified = statSync(folder, { throwIfNoEntry: false });
  const owner = readOwner(folder);
  if (!modified || !owner) return false;
  if (owner.host === hostname()) return !isAlive(owner.pid);
  return Date.now() - modified.mtimeMs > silentMs;
}

function takeAway(folder) {
  const judged = readOwner(folder)?.token;
  const aside = `${folder}.stale-${randomUUID()}`;
  try {
    renameSync(folder, aside);
  } catch {
    return;
  }
  // Another process may have replaced the stale lock between the look and the rename: give that one back.
  if (readOwner(aside)?.token !== judged) {
    try {
      renameSync(aside, folder);
      return;
    } catch {
      // A third one holds the lock by now.
    }
  }
  remove(aside);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function ownerFile(folder) {
  return path.join(folder, 'owner.json');
}

function readOwner(folder) {
  return readJson(ownerFile(folder));
}

function touch(folder) {
  try {
    utimesSync(folder, new Date(), new Date());
  } catch {
    // The folder is gone: nothing to keep alive.
  }
}
