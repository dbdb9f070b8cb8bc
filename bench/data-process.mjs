// Drives the built data process as the workbench does, and watches how much memory processes take.
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(path.dirname(new URL(import.meta.url).pathname), '..');

/** Most megabytes of memory that a process has held so far (Linux); 0 where that is not known. */
export function peakMegabytes(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** @param {{memory?: number | null}} options `memory`: megabytes that JavaScript itself may take. */
export async function startDataProcess({ memory = null } = {}) {
  const child = fork(path.join(root, 'out', 'main', 'data.cjs'), ['data'], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: memory === null ? [] : [`--max-old-space-size=${memory}`],
  });
  const waiting = new Map();
  let requests = 0;
  let begin;
  const ready = new Promise((resolve) => {
    begin = resolve;
  });
  child.on('message', (event) => {
    if (event.kind === 'ready') return begin();
    const caller = waiting.get(event.id);
    if (event.kind === 'progress') return caller?.onProgress(event);
    waiting.delete(event.id);
    caller?.resolve(event);
  });
  await ready;
  return {
    pid: child.pid,
    /** Resolves with the answer; `started.id` names the request. */
    ask(request, onProgress = () => {}) {
      const id = ++requests;
      const answer = new Promise((resolve) => waiting.set(id, { resolve, onProgress }));
      child.send({ ...request, id });
      return Object.assign(answer, { id });
    },
    cancel: (id) => child.send({ kind: 'cancel', id }),
    peak: () => peakMegabytes(child.pid),
    close: () => child.kill(),
  };
}
