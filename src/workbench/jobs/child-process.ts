// Starts processes as children of this Node process: for the command line and the host.
import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import type { Child, Launch } from './child';

const alive = new Set<ChildProcess>();

function endAll(): void {
  for (const child of alive) child.kill('SIGKILL');
}

/** Launches `<bundles>/<entry>.cjs`. No child outlives this process: each also watches its channel to it. */
export function launchChildProcess(bundles: string): Launch {
  return (entry, label, logFile) => {
    const log = logFile === null ? 'ignore' : openLog(logFile);
    const child = fork(path.join(bundles, `${entry}.cjs`), [label], {
      // NaN and typed arrays survive only this way.
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', log, 'ipc'],
      env: childEnvironment(),
    });
    if (typeof log === 'number') closeSync(log);
    if (!process.listeners('exit').includes(endAll)) process.once('exit', endAll);
    alive.add(child);
    child.once('exit', () => alive.delete(child));
    return asChild(child);
  };
}

/** TensorFlow would fill the log with banners. */
export function childEnvironment(): NodeJS.ProcessEnv {
  return { TF_CPP_MIN_LOG_LEVEL: '3', ...process.env };
}

function openLog(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true });
  return openSync(file, 'a');
}

function asChild(child: ChildProcess): Child {
  return {
    pid: child.pid,
    send(message) {
      // A child that has just died cannot be told anything; its exit is reported.
      if (child.connected) child.send(message as object, () => {});
    },
    onMessage: (listener) => child.on('message', listener),
    onExit(listener) {
      child.once('exit', (code, signal) => {
        // Its last messages may still lie in the channel, which closes when they have been read.
        if (child.connected) child.once('disconnect', () => listener(code, signal));
        else listener(code, signal);
      });
      // A process that never started has no exit of its own.
      child.once('error', () => child.pid === undefined && listener(null, null));
    },
    kill: () => child.kill('SIGKILL'),
  };
}
