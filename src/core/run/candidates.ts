// The ways in which a recipe could run on the devices of a machine: what a comparison measures.
import type { Candidate } from './comparison';
import type { Device } from './device';

type Executor = Candidate['executor'];
type Precision = Candidate['precision'];

/** More threads than this are worth a candidate with half of them, since half of the logical cores are often shared ones. */
const MANY_THREADS = 8;

/** Every available device: the processor with one and with all threads, each GPU also in mixed precision, WebAssembly. */
export function candidatesOf(devices: readonly Device[]): Candidate[] {
  return devices.filter((device) => device.available).flatMap(candidatesOn);
}

function candidatesOn(device: Device): Candidate[] {
  switch (device.kind) {
    case 'wasm':
      return [candidate(device, null, 'eager', 'float32')];
    case 'gpu':
      return [
        candidate(device, null, 'graph', 'float32'),
        candidate(device, null, 'xla', 'float32'),
        candidate(device, null, 'xla', 'mixed'),
      ];
    case 'cpu':
      return threadCounts(device.threads ?? 1).flatMap((threads) => [
        candidate(device, threads, 'graph', 'float32'),
        candidate(device, threads, 'xla', 'float32'),
      ]);
  }
}

function threadCounts(threads: number): number[] {
  if (threads === 1) return [1];
  return threads >= MANY_THREADS ? [threads, threads >> 1, 1] : [threads, 1];
}

function candidate(
  device: Device,
  threads: number | null,
  executor: Executor,
  precision: Precision,
): Candidate {
  const parts = [device.id, threads, executor, precision === 'mixed' ? precision : null];
  return {
    id: parts.filter((part) => part !== null).join(' '),
    device: device.id,
    kind: device.kind,
    title: device.title,
    threads,
    executor,
    precision,
    changes: {
      'hardware.device': device.kind,
      ...(device.kind === 'gpu' && { 'hardware.gpu': Number(device.id.split(':')[1] ?? 0) }),
      // 0 is all of them where nothing else trains.
      ...(threads !== null && { 'hardware.threads': threads === device.threads ? 0 : threads }),
      'hardware.executor': executor,
      'hardware.precision': precision,
    },
  };
}
