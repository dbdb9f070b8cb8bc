// Everything that this machine can train on, and why not on the rest.
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Device } from '../../core/run/device';
import { type GpuSituation, gpuObstacle } from './gpu-obstacle';
import { nativeLocation } from './native-location';
import { findNvidia, type Nvidia, type NvidiaGpu } from './nvidia';
import { type Processor, readProcessor } from './processor';

export interface Machine {
  processor: Processor;
  gpu: GpuSituation;
}

/** Looks at the machine. To be called before TensorFlow is loaded, as loading it changes what the environment shows. */
export async function readMachine(): Promise<Machine> {
  return { processor: readProcessor(), gpu: gpuSituation(await findNvidia(), null) };
}

/** `seen` is what TensorFlow said of a GPU in this process; null where it was not asked. */
export function gpuSituation(nvidia: Nvidia, seen: boolean | null): GpuSituation {
  const location = nativeLocation();
  const build =
    'addon' in location
      ? { flavour: hasCuda(location.addon) ? ('gpu' as const) : ('cpu' as const) }
      : { flavour: 'none' as const, ...location };
  return { platform: process.platform, nvidia, build, seen, env: process.env };
}

/** The set-up lays CUDA's libraries beside the GPU build, as Python would. */
function hasCuda(addon: string): boolean {
  return existsSync(path.join(path.dirname(addon), '..', '..', 'deps', 'nvidia'));
}

/** The processor first, then every card (or the reason for none), then WebAssembly. */
export function listDevices({ processor, gpu }: Machine): Device[] {
  return [cpuDevice(processor, gpu.build), ...gpuDevices(gpu), wasmDevice];
}

function cpuDevice({ model, cores, threads, memoryBytes }: Processor, build: GpuSituation['build']): Device {
  const missing = build.flavour === 'none';
  return {
    id: 'cpu',
    kind: 'cpu',
    title: model,
    threads,
    memoryBytes,
    available: !missing,
    reason: missing ? `Native TensorFlow is missing: ${build.reason}` : null,
    fix: missing ? build.fix : null,
    note: threads < cores ? `This process may use ${threads} of ${cores} cores.` : null,
  };
}

function gpuDevices(situation: GpuSituation): Device[] {
  const obstacle = gpuObstacle(situation);
  const common = { kind: 'gpu', threads: null, available: obstacle === null } as const;
  const why = { reason: obstacle?.reason ?? null, fix: obstacle?.fix ?? null };
  const { gpus } = situation.nvidia;
  if (gpus.length === 0) {
    return [{ id: 'gpu:0', title: 'GPU', memoryBytes: null, note: null, ...common, ...why }];
  }
  return gpus.map((gpu) => ({
    id: `gpu:${gpu.index}`,
    title: gpu.name,
    memoryBytes: gpu.memoryBytes,
    note: gpuNote(gpu),
    ...common,
    ...why,
  }));
}

function gpuNote({ driver, freeBytes }: NvidiaGpu): string | null {
  const parts = [
    driver === null ? '' : `driver ${driver}`,
    freeBytes === null ? '' : `${(freeBytes / 2 ** 30).toFixed(1)} GiB free`,
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(', ') : null;
}

const wasmDevice: Device = {
  id: 'wasm',
  kind: 'wasm',
  title: 'WebAssembly',
  threads: 1,
  memoryBytes: null,
  available: true,
  reason: null,
  fix: null,
  note: 'Works everywhere, but step by step and on one thread: several times slower than native TensorFlow.',
};
