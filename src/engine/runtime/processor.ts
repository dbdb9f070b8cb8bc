// The processor and what this process may use of it: a container or an affinity mask may allow less than the machine has.
import { readFileSync } from 'node:fs';
import os from 'node:os';

export interface Processor {
  model: string;
  /** Logical cores of the machine. */
  cores: number;
  /** Threads that can really run at once in this process, at least 1. */
  threads: number;
  /** Memory that this process may use. */
  memoryBytes: number;
}

export function readProcessor(): Processor {
  const cpus = os.cpus();
  return {
    model: cpus[0]?.model.trim().replace(/\s+/g, ' ') || os.arch(),
    cores: Math.max(1, cpus.length),
    threads: usableThreads(),
    memoryBytes: Math.min(os.totalmem(), memoryLimit() ?? Infinity),
  };
}

/** Cores that the affinity mask and the control group leave to this process, at least 1. */
export function usableThreads(): number {
  const allowed = /^Cpus_allowed_list:\s*(.+)$/m.exec(readText('/proc/self/status') ?? '')?.[1];
  const limits = [Math.max(1, os.cpus().length), allowed ? countCpuList(allowed) : null, cpuQuota()];
  return Math.max(1, Math.floor(Math.min(...limits.map((limit) => limit ?? Infinity))));
}

/** Cores in a list such as `0-3,8`; null where it is no list. */
export function countCpuList(list: string): number | null {
  let count = 0;
  for (const range of list.trim().split(',')) {
    const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
    if (first === undefined) return null;
    count += Number(last ?? first) - Number(first) + 1;
  }
  return count;
}

/** Cores that `cpu.max` of a control group grants, such as `150000 100000` for one and a half; null for no limit. */
export function parseCpuMax(text: string): number | null {
  const [quota, period] = text.trim().split(/\s+/).map(Number);
  const cores = (quota ?? Number.NaN) / (period ?? Number.NaN);
  return Number.isFinite(cores) && cores > 0 ? Math.max(1, cores) : null;
}

/** Version 2 of control groups, then version 1. */
function cpuQuota(): number | null {
  const group = ownGroup();
  for (const folder of [`/sys/fs/cgroup${group}`, '/sys/fs/cgroup']) {
    const text = readText(`${folder}/cpu.max`);
    if (text !== null) return parseCpuMax(text);
  }
  const quota = readText('/sys/fs/cgroup/cpu/cpu.cfs_quota_us');
  const period = readText('/sys/fs/cgroup/cpu/cpu.cfs_period_us');
  return quota !== null && period !== null ? parseCpuMax(`${quota.trim()} ${period.trim()}`) : null;
}

function memoryLimit(): number | null {
  const files = [
    `/sys/fs/cgroup${ownGroup()}/memory.max`,
    '/sys/fs/cgroup/memory.max',
    '/sys/fs/cgroup/memory/memory.limit_in_bytes',
  ];
  for (const file of files) {
    const text = readText(file);
    // `max` is no limit.
    if (text !== null) return /^\d+\s*$/.test(text) ? Number(text) : null;
  }
  return null;
}

/** The path of this process's control group, as version 2 writes it; empty for the root. */
function ownGroup(): string {
  const path = /^0::(\/.*)$/m.exec(readText('/proc/self/cgroup') ?? '')?.[1] ?? '/';
  return path === '/' ? '' : path;
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
