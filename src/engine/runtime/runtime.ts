// What this process computes on: native TensorFlow where it can be had, else WebAssembly.
import { HoneError } from '../../core/errors';
import type { Recipe } from '../../core/recipe/recipe';
import type { Ops } from '../../core/tensor';
import type { NativeBackend } from './binding';
import { openNative } from './native';
import { nativeLocation } from './native-location';
import { openWasm } from './wasm';

export interface Runtime {
  ops: Ops;
  backend: 'tensorflow' | 'wasm';
  /** `cpu`, `gpu` or `wasm`. */
  device: string;
  version: string;
  /** The backend that can record and compile; null on wasm. */
  native: NativeBackend | null;
  /** Why nothing better is used, and what to do; null where the best is in use. */
  reason: string | null;
  fix: string | null;
}

type Device = Recipe['hardware']['device'];

/** Opens the best runtime for that wish. Throws `runtime-unavailable` if the wish names a device that is not there. */
export async function openRuntime(device: Device = 'auto'): Promise<Runtime> {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';
  // TensorFlow reads this when it is loaded: an empty list hides every GPU.
  if (device === 'cpu') process.env.CUDA_VISIBLE_DEVICES = '';
  const tf = (await import('@tensorflow/tfjs')) as unknown as Ops;
  if (device === 'wasm') return wasmRuntime(tf, null, null);
  const location = nativeLocation();
  if ('addon' in location) return nativeRuntime(tf, location.addon, device);
  if (device !== 'auto') {
    throw new HoneError('runtime-unavailable', `Native TensorFlow is missing: ${location.reason}`, {
      place: { field: 'hardware.device' },
      fix: location.fix,
    });
  }
  return wasmRuntime(tf, location.reason, location.fix);
}

async function nativeRuntime(tf: Ops, addon: string, device: Device): Promise<Runtime> {
  let native: NativeBackend;
  try {
    native = await openNative(tf, addon);
  } catch (error) {
    const reason = `TensorFlow's library did not load (${error instanceof Error ? error.message : String(error)})`;
    const fix = 'Run `npm run setup -- --native` to install it again.';
    if (device !== 'auto') throw new HoneError('runtime-unavailable', reason, { fix, cause: error });
    return wasmRuntime(tf, reason, fix);
  }
  const gpu = native.binding.isUsingGpuDevice();
  if (device === 'gpu' && !gpu) {
    throw new HoneError('runtime-unavailable', 'TensorFlow finds no GPU on this machine.', {
      place: { field: 'hardware.device' },
      fix: 'Choose the device auto or cpu, or install an NVIDIA driver and run `npm run setup` again.',
    });
  }
  return {
    ops: tf,
    backend: 'tensorflow',
    device: gpu ? 'gpu' : 'cpu',
    version: native.binding.TF_Version,
    native,
    reason: null,
    fix: null,
  };
}

async function wasmRuntime(tf: Ops, reason: string | null, fix: string | null): Promise<Runtime> {
  const version = await openWasm(tf);
  return { ops: tf, backend: 'wasm', device: 'wasm', version, native: null, reason, fix };
}
