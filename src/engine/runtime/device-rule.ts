// Whether a job is large enough for a GPU, by its shapes alone: never by a clock, so that a replay chooses the same.

/** Shapes of a training, as far as they decide. */
export interface JobSize {
  /** Floating-point operations of one step. */
  stepFlops: number;
  /** Parts of a step that can only run one after the other: the time steps of a recurrent network, else 1. */
  sequence: number;
}

// An estimate from the rates of present hardware, not measured on a GPU of this project: a step is some dozens of kernels,
// each of which takes a GPU about 5 µs to start, whatever its size. One core does 50 GFLOP/s in float32.
const GPU_SECONDS_TO_START = 0.3e-3;
const GPU_FLOPS_PER_SECOND = 5e12;
const CPU_FLOPS_PER_SECOND_AND_THREAD = 50e9;

/** True where a processor with so many threads is expected to be done with a step before a GPU is. */
export function isTooSmallForGpu({ stepFlops, sequence }: JobSize, threads: number): boolean {
  const cpuSeconds = stepFlops / (CPU_FLOPS_PER_SECOND_AND_THREAD * Math.max(1, threads));
  return cpuSeconds < GPU_SECONDS_TO_START * sequence + stepFlops / GPU_FLOPS_PER_SECOND;
}

/** The sentence for a job that stays on the processor for that reason. */
export function tooSmallReason({ stepFlops }: JobSize): string {
  return `A step is small (${flopsText(stepFlops)}): a GPU would need longer to start it than the processor to do it.`;
}

export const tooSmallFix =
  'Choose the device gpu to use the GPU all the same, or a larger batch size or network.';

function flopsText(flops: number): string {
  if (flops < 1e6) return `${Math.max(1, Math.round(flops / 1e3))} thousand operations`;
  return `${Math.round(flops / 1e6)} million operations`;
}
