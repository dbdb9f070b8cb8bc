// What this process computes on: native TensorFlow where it can be had, else WebAssembly.
import { HoneError } from '../../core/errors';
import type { Recipe } from '../../core/recipe/recipe';
import type { Ops } from '../../core/tensor';
import type { NativeBackend } from './binding';
import { isTooSmallForGpu, type JobSize, tooSmallFix, tooSmallReason } from './device-rule';
import { prepareEnvironment, threadsFor } from './environment';
import { gpuObstacle, type Obstacle } from './gpu-obstacle';
import { gpuSituation } from './list-devices';
import { openNative } from './native';
import { nativeLocation } from './native-location';
import { findNvidia, type Nvidia } from './nvidia';
import { usableThreads } from './processor';
import { openWasm } from './wasm';

export interface Runtime {
  ops: Ops;
  backend: 'tensorflow' | 'wasm';
  /** `cpu`, `gpu:0` (by the driver's number) or `wasm`. */
  device: string;
  version: string;
  /** Threads of its computations; 1 on wasm. */
  threads: number;
  /** The backend that can record and compile; null on wasm. */
  native: NativeBackend | null;
  /** Why nothing better is used, and what to do; null where the best is in use. */
  reason: string | null;
  fix: string | null;
}

type DeviceWish = Recipe['hardware']['device'];

/** What a job asks of its runtime; a recipe's `hardware` is one. */
export interface RuntimeWish {
  device?: DeviceWish;
  /** The driver's number of the GPU. */
  gpu?: number;
  /** 0 takes the share. */
  threads?: number;
  /** This trainer's share of the cores while several run side by side. */
  share?: number | undefined;
  /** Asked where `auto` has a GPU to take: it leaves it alone where the job is too small for one. */
  size?: () => JobSize;
}

/**
 * Opens the best runtime for that wish. Throws `runtime-unavailable` if the wish names a device that is not there.
 * TensorFlow reads its settings once per process, so the first call decides on threads and GPUs.
 */
export async function openRuntime(wish: DeviceWish | RuntimeWish = 'auto'): Promise<Runtime> {
  const {
    device = 'auto',
    gpu = 0,
    threads = 0,
    share,
    size,
  } = typeof wish === 'string' ? { device: wish } : wish;
  const tf = (await import('@tensorflow/tfjs')) as unknown as Ops;
  if (device === 'wasm') return wasmRuntime(tf, null);
  const location = nativeLocation();
  if (!('addon' in location)) {
    if (device === 'auto') return wasmRuntime(tf, location);
    throw unavailable(`Native TensorFlow is missing: ${location.reason}`, location.fix);
  }
  const count = threadsFor(threads, share, usableThreads());
  const choice = await chooseGpu(device, gpu, size, count);
  prepareEnvironment(process.env, { gpu: choice.gpu, threads: count });
  const native = await load(tf, location.addon, device);
  if ('reason' in native) return wasmRuntime(tf, native);
  const seen = native.binding.isUsingGpuDevice();
  const obstacle =
    choice.gpu === null || seen ? choice.obstacle : gpuObstacle(gpuSituation(choice.nvidia, false));
  if (device === 'gpu' && !seen) throw noGpu(obstacle);
  return {
    ops: tf,
    backend: 'tensorflow',
    device: seen ? `gpu:${gpu}` : 'cpu',
    version: native.binding.TF_Version,
    threads: count,
    native,
    reason: obstacle?.reason ?? null,
    fix: obstacle?.fix ?? null,
  };
}

const noNvidia: Nvidia = { gpus: [], present: false, hidden: false, failure: null };

/** The GPU to show to TensorFlow, or null; and what stands in the way of one that this machine has. */
async function chooseGpu(
  device: DeviceWish,
  gpu: number,
  size: RuntimeWish['size'],
  threads: number,
): Promise<{ gpu: number | null; obstacle: Obstacle | null; nvidia: Nvidia }> {
  if (device === 'cpu') return { gpu: null, obstacle: null, nvidia: noNvidia };
  const nvidia = await findNvidia();
  const obstacle = gpuObstacle(gpuSituation(nvidia, null)) ?? missingGpu(nvidia, gpu);
  if (device === 'gpu') {
    if (obstacle) throw noGpu(obstacle);
    return { gpu, obstacle: null, nvidia };
  }
  // A machine without a card is used at its best.
  if (obstacle) return { gpu: null, obstacle: nvidia.present ? obstacle : null, nvidia };
  const job = size?.();
  if (!job || !isTooSmallForGpu(job, threads)) return { gpu, obstacle: null, nvidia };
  return { gpu: null, obstacle: { reason: tooSmallReason(job), fix: tooSmallFix }, nvidia };
}

function missingGpu({ gpus }: Nvidia, wanted: number): Obstacle | null {
  if (gpus.some(({ index }) => index === wanted)) return null;
  const numbers = gpus.map(({ index }) => index).join(', ');
  return {
    reason: `There is no GPU number ${wanted}.`,
    fix: `Choose one of: ${numbers}.`,
  };
}

async function load(
  tf: Ops,
  addon: string,
  device: DeviceWish,
): Promise<NativeBackend | { reason: string; fix: string }> {
  try {
    return await openNative(tf, addon);
  } catch (error) {
    const reason = `TensorFlow's library did not load (${error instanceof Error ? error.message : String(error)})`;
    const fix = 'Run `npm run setup -- --native` to install it again.';
    if (device !== 'auto') throw new HoneError('runtime-unavailable', reason, { fix, cause: error });
    return { reason, fix };
  }
}

function noGpu(obstacle: Obstacle | null): HoneError {
  const reason = obstacle?.reason ?? 'TensorFlow finds no GPU on this machine.';
  return unavailable(reason, obstacle?.fix ?? 'Choose the device auto or cpu.');
}

function unavailable(message: string, fix: string): HoneError {
  return new HoneError('runtime-unavailable', message, { place: { field: 'hardware.device' }, fix });
}

async function wasmRuntime(tf: Ops, why: { reason: string; fix: string } | null): Promise<Runtime> {
  const version = await openWasm(tf);
  return {
    ops: tf,
    backend: 'wasm',
    device: 'wasm',
    version,
    threads: 1,
    native: null,
    reason: why?.reason ?? null,
    fix: why?.fix ?? null,
  };
}
