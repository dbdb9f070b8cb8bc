// Whether a device multiplies numbers of type bfloat16 by itself; others convert them, which costs more than it saves.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { DRIVER_TOOL } from './nvidia';

/** `device` as in a run's record: `cpu`, `gpu:0` or `wasm`. An unknown GPU is taken for a recent one. */
export async function multipliesBfloat16(device: string): Promise<boolean> {
  if (device === 'cpu') return processorHas(readCpuInfo());
  if (!device.startsWith('gpu')) return false;
  const capability = await computeCapability(Number(device.split(':')[1] ?? 0));
  return capability === null || capability >= 8;
}

/** Reads /proc/cpuinfo: AVX512-BF16 or AMX, which only some x86 processors have, or ARM's bf16. */
export function processorHas(cpuInfo: string): boolean {
  return /^(flags|Features)\s*:.*\b(avx512_bf16|amx_bf16|bf16)\b/m.test(cpuInfo);
}

/** Such as `8.6`; 8 is Ampere, the first generation with bfloat16. Null where the tool does not tell. */
export function parseCapability(output: string): number | null {
  const [, capability] = /^(\d+\.\d+)\s*$/.exec(output.trim()) ?? [];
  return capability === undefined ? null : Number(capability);
}

function computeCapability(index: number): Promise<number | null> {
  const query = [`--id=${index}`, '--query-gpu=compute_cap', '--format=csv,noheader'];
  return new Promise((resolve) => {
    execFile(DRIVER_TOOL, query, { timeout: 10_000, windowsHide: true }, (_, output) =>
      resolve(parseCapability(output)),
    );
  });
}

function readCpuInfo(): string {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8');
  } catch {
    return '';
  }
}
