// Starts trainer and data processes as children of this one, from the bundles beside this bundle.
import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Child, Launch } from '../workbench/jobs/child';

/** A launcher of the bundles in a folder. No child outlives this process. */
export function createForkLaunch(bundles: string): Launch {
  const alive = new Set<ChildProcess>();
  process.once('exit', () => {
    for (const child of alive) child.kill('SIGKILL');
  });
  return (entry, _label, logFile) => {
    const log = logFile === null ? 'ignore' : openSync(logFile, 'a');
    const child = fork(join(bundles, `${entry}.cjs`), [], { stdio: ['ignore', log, log, 'ipc'] });
    if (typeof log === 'number') closeSync(log);
    alive.add(child);
    child.once('exit', () => alive.delete(child));
    return asChild(child);
  };
}

function asChild(child: ChildProcess): Child {
  return {
    pid: child.pid,
    // A child that has just died cannot be told anything; its exit is reported.
    send: (message) => child.connected && child.send(message as object, () => {}),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      child.once('exit', listener);
      child.once('error', () => child.exitCode === null && child.pid === undefined && listener(1, null));
    },
    kill: () => child.kill('SIGKILL'),
  };
}
