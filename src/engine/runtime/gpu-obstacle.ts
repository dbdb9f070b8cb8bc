// Why a GPU cannot be used, in one sentence, and what to do about it.
import type { Nvidia } from './nvidia';

export interface GpuSituation {
  platform: NodeJS.Platform;
  nvidia: Nvidia;
  /** The TensorFlow that is installed; `none` with the reason for it. */
  build: { flavour: 'cpu' | 'gpu' } | { flavour: 'none'; reason: string; fix: string };
  /** Whether TensorFlow itself reports a GPU; null where it was not asked. */
  seen: boolean | null;
  /** The parts of the environment that decide. */
  env: { HONE_TENSORFLOW?: string | undefined; HONE_NATIVE?: string | undefined };
}

export interface Obstacle {
  reason: string;
  fix: string | null;
}

/** The first thing that stands in the way; null where nothing does. */
export function gpuObstacle(situation: GpuSituation): Obstacle | null {
  const { platform, nvidia, build } = situation;
  if (platform === 'darwin') return { reason: 'TensorFlow cannot use the GPU of a Mac.', fix: null };
  if (platform === 'win32') {
    return {
      reason: 'TensorFlow has no GPU build for Windows.',
      fix: 'Run Hone inside WSL 2, where TensorFlow can use an NVIDIA GPU.',
    };
  }
  if (!nvidia.present) return { reason: 'No NVIDIA GPU was found.', fix: null };
  if (nvidia.hidden)
    return { reason: 'CUDA_VISIBLE_DEVICES hides every GPU.', fix: 'Unset CUDA_VISIBLE_DEVICES.' };
  if (nvidia.gpus.length === 0) return driverObstacle(nvidia.failure);
  if (build.flavour === 'none')
    return { reason: `Native TensorFlow is missing: ${build.reason}`, fix: build.fix };
  if (build.flavour === 'cpu') return buildObstacle(situation.env);
  return situation.seen === false ? blindObstacle(nvidia) : null;
}

function driverObstacle(failure: string | null): Obstacle {
  const what = failure === null ? 'no driver for it is running' : `its driver does not answer (${failure})`;
  return {
    reason: `There is an NVIDIA GPU, but ${what}.`,
    fix: 'Install the NVIDIA driver of your Linux distribution, restart, and see that `nvidia-smi` lists the GPU.',
  };
}

/** The set-up takes the GPU build beside a driver, so the CPU build is there by an earlier set-up or by wish. */
function buildObstacle(env: GpuSituation['env']): Obstacle {
  const setup =
    'run `npm run setup` in the folder of Hone: beside an NVIDIA driver it installs the GPU build.';
  const reason = 'The CPU build of TensorFlow is in use.';
  if (env.HONE_TENSORFLOW === 'cpu') return { reason, fix: `Unset HONE_TENSORFLOW, then ${setup}` };
  if (env.HONE_NATIVE) return { reason, fix: `Unset HONE_NATIVE, then ${setup}` };
  return { reason, fix: `R${setup.slice(1)}` };
}

function blindObstacle({ gpus }: Nvidia): Obstacle {
  const driver = gpus[0]?.driver;
  return {
    reason: 'The GPU build of TensorFlow is installed, but TensorFlow does not see the GPU.',
    fix: `Update the NVIDIA driver${driver ? ` (it is ${driver})` : ''}, or run \`npm run setup -- --native\` to install TensorFlow anew.`,
  };
}
