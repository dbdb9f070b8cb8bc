// Starts processes as Electron's utility processes, and lets ports be handed to those of a run.
import { createWriteStream, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { childEnvironment } from '../workbench/jobs/child-process';
import type { Child, Launch } from '../workbench/workbench';

export interface RunProcess {
  /** A line straight to a page. */
  hand(port: MessagePortMain): void;
}

export interface UtilityLauncher {
  launch: Launch;
  /** Told when a trainer of the run `label` is there, and when it is gone. */
  onTrainer(started: (label: string, process: RunProcess) => void, ended: (label: string) => void): void;
}

/** Launches `<bundles>/<entry>.cjs`. */
export function createUtilityLauncher(bundles: string): UtilityLauncher {
  let started: (label: string, process: RunProcess) => void = () => {};
  let ended: (label: string) => void = () => {};
  return {
    launch(entry, label, logFile) {
      const child = utilityProcess.fork(path.join(bundles, `${entry}.cjs`), [label], {
        serviceName: `Hone ${entry}`,
        stdio: ['ignore', 'ignore', logFile === null ? 'ignore' : 'pipe'],
        env: childEnvironment(),
      });
      if (logFile !== null) writeLog(child, logFile);
      if (entry === 'trainer') {
        child.once('spawn', () => {
          giveWay(child.pid);
          started(label, { hand: (port) => child.postMessage({ kind: 'port' }, [port]) });
        });
        child.once('exit', () => ended(label));
      }
      return asChild(child);
    },
    onTrainer(onStarted, onEnded) {
      started = onStarted;
      ended = onEnded;
    },
  };
}

/** Training takes every core: the window is drawn first, and what it leaves is still nearly all. */
function giveWay(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has gone already, or the platform does not allow it.
  }
}

function writeLog(child: UtilityProcess, file: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const log = createWriteStream(file, { flags: 'a' });
  // A log that cannot be written does not stop the work.
  log.on('error', () => child.stderr?.resume());
  child.stderr?.pipe(log);
}

function asChild(child: UtilityProcess): Child {
  return {
    get pid() {
      return child.pid;
    },
    send: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', (code) => listener(code, signalOf(code))),
    kill() {
      const { pid } = child;
      child.kill();
      // Electron asks politely; a process deep in native code must go as well.
      if (pid !== undefined && process.platform !== 'win32') forceEnd(pid);
    },
  };
}

/** Electron tells a signal as an exit code of its number. */
function signalOf(code: number): string | null {
  const deadly = ['SIGKILL', 'SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGILL'] as const;
  if (process.platform === 'win32') return null;
  return deadly.find((name) => os.constants.signals[name] === code) ?? null;
}

function forceEnd(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has gone by itself.
  }
}
