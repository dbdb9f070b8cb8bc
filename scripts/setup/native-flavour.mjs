// Which TensorFlow this machine gets: the GPU build beside an NVIDIA driver, else the CPU build.

import { existsSync } from 'node:fs';
import { findProgram } from './child.mjs';
import { SetupError } from './messages.mjs';

/** `cpu`, `gpu` or `none`; HONE_TENSORFLOW overrides what the machine suggests. */
export function chooseFlavour(env = process.env) {
  const wish = env.HONE_TENSORFLOW ?? '';
  if (['cpu', 'gpu', 'none'].includes(wish)) return wish;
  if (wish !== '' && wish !== 'auto') {
    throw new SetupError(`HONE_TENSORFLOW is "${wish}".`, 'Set it to cpu, gpu, none or auto, or unset it.');
  }
  return hasNvidiaDriver() ? 'gpu' : 'cpu';
}

function hasNvidiaDriver() {
  // TensorFlow's CUDA build exists for Linux only.
  if (process.platform !== 'linux') return false;
  return existsSync('/proc/driver/nvidia') || findProgram('nvidia-smi') !== null;
}
