// The NVIDIA cards of this machine, as the driver's tool, the kernel and the bus tell of them.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface NvidiaGpu {
  /** The driver's number, in the order of the bus. */
  index: number;
  name: string;
  memoryBytes: number | null;
  freeBytes: number | null;
  driver: string | null;
}

export interface Nvidia {
  /** Cards that the driver serves and that the environment does not hide. */
  gpus: readonly NvidiaGpu[];
  /** Whether a card is there at all, served or not. */
  present: boolean;
  /** Whether CUDA_VISIBLE_DEVICES hides every card. */
  hidden: boolean;
  /** Why the driver's tool did not list the cards; null where it did or is not installed. */
  failure: string | null;
}

/** The tool that comes with NVIDIA's driver. */
export const DRIVER_TOOL = 'nvidia-smi';
const QUERY = ['--query-gpu=index,name,memory.total,memory.free,driver_version', '--format=csv,noheader'];
/** A driver that hangs must not keep the program waiting. */
const TIMEOUT_MS = 10_000;

/** Looks for cards: `nvidia-smi` on that PATH, else what the driver writes under /proc, else the PCI bus. */
export async function findNvidia(env: NodeJS.ProcessEnv = process.env): Promise<Nvidia> {
  const { gpus: listed, failure } = await askTool(env);
  const all = listed.length > 0 || failure !== null ? listed : driverCards('/proc/driver/nvidia');
  const present = all.length > 0 || failure !== null || onBus('/sys/bus/pci/devices');
  const gpus = all.filter(({ index }) => isVisible(index, env.CUDA_VISIBLE_DEVICES));
  return { gpus, present, hidden: all.length > 0 && gpus.length === 0, failure };
}

/** CUDA shows all cards without a list, and none with an empty one; names of another form are left to CUDA. */
function isVisible(index: number, list: string | undefined): boolean {
  if (list === undefined || !/^[\s\d,-]*$/.test(list)) return true;
  return list.split(',').some((part) => part.trim() === String(index));
}

function askTool(env: NodeJS.ProcessEnv): Promise<{ gpus: NvidiaGpu[]; failure: string | null }> {
  return new Promise((resolve) => {
    execFile(DRIVER_TOOL, QUERY, { timeout: TIMEOUT_MS, windowsHide: true, env }, (error, stdout, stderr) => {
      const gpus = parseGpuList(stdout);
      if (!error || gpus.length > 0) return resolve({ gpus, failure: null });
      // There is no such tool: that says nothing about cards.
      if (error.code === 'ENOENT') return resolve({ gpus: [], failure: null });
      resolve({ gpus: [], failure: failureOf(`${stdout}\n${stderr}`, error.killed ?? false) });
    });
  });
}

/** Null where the tool ran and just found nothing. */
export function failureOf(output: string, timedOut: boolean): string | null {
  if (timedOut) return 'nvidia-smi did not answer';
  const line =
    output
      .split(/\r?\n/)
      .find((text) => text.trim() !== '')
      ?.trim() ?? '';
  if (/^no devices were found/i.test(line)) return null;
  return line === '' ? 'nvidia-smi failed without a word' : line.replace(/\s*Make sure that.*$/, '');
}

/** Lines such as `0, NVIDIA A100-SXM4-40GB, 40960 MiB, 40536 MiB, 550.54.15`; anything else is passed over. */
export function parseGpuList(text: string): NvidiaGpu[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const parts = line.split(',').map((part) => part.trim());
    const [driver = '', free = '', total = ''] = parts.slice(-3).reverse();
    if (parts.length < 5 || !/^\d+$/.test(parts[0] ?? '')) return [];
    return {
      index: Number(parts[0]),
      name: parts.slice(1, -3).join(', '),
      memoryBytes: mebibytes(total),
      freeBytes: mebibytes(free),
      driver: /^[\d.]+$/.test(driver) ? driver : null,
    };
  });
}

/** `[N/A]` and `[Insufficient Permissions]` are unknown. */
function mebibytes(text: string): number | null {
  const [, count] = /^(\d+) MiB$/.exec(text) ?? [];
  return count === undefined ? null : Number(count) * 2 ** 20;
}

/** Cards of a running driver without its tool: `<root>/gpus/<bus address>/information`. */
export function driverCards(root: string): NvidiaGpu[] {
  const driver = /Kernel Module\s+([\d.]+)/.exec(readText(path.join(root, 'version')))?.[1] ?? null;
  return listFolder(path.join(root, 'gpus')).map((address, index) => {
    const information = readText(path.join(root, 'gpus', address, 'information'));
    const name = /^Model:\s*(.+)$/m.exec(information)?.[1]?.trim() ?? 'NVIDIA GPU';
    return { index, name, memoryBytes: null, freeBytes: null, driver };
  });
}

/** Whether a display controller (class 03) of NVIDIA (vendor 10de) is on the bus. */
export function onBus(root: string): boolean {
  return listFolder(root).some((address) => {
    const read = (name: string) => readText(path.join(root, address, name)).trim();
    return read('vendor') === '0x10de' && read('class').startsWith('0x03');
  });
}

function listFolder(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
