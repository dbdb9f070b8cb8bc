// Settings that TensorFlow reads from the environment when it is loaded: threads, and which GPUs it may see.

export interface EnvironmentWish {
  /** Whether a GPU may be used, and by the driver's number which one. */
  gpu: number | null;
  /** Threads of this process's TensorFlow. */
  threads: number;
}

/**
 * Changes `env` for a TensorFlow that is loaded after it. Threads: TF_NUM_INTRAOP_THREADS is the pool that splits one
 * product, also under XLA and in loaded graphs (measured: with 1, a large product takes one core's time);
 * TF_NUM_INTEROP_THREADS is the pool that runs operations side by side.
 */
export function prepareEnvironment(env: NodeJS.ProcessEnv, { gpu, threads }: EnvironmentWish): void {
  env.TF_CPP_MIN_LOG_LEVEL ??= '3';
  env.TF_NUM_INTRAOP_THREADS = String(threads);
  env.TF_NUM_INTEROP_THREADS = String(threads);
  // An empty list hides every GPU.
  if (gpu === null) env.CUDA_VISIBLE_DEVICES = '';
  else {
    // The driver's tool counts in the order of the bus; CUDA on its own puts the fastest first.
    env.CUDA_DEVICE_ORDER = 'PCI_BUS_ID';
    env.CUDA_VISIBLE_DEVICES = String(gpu);
    // Otherwise the first trainer takes all of the card's memory, and a second one finds none.
    env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true';
  }
}

/** Threads of a training: its own wish, else its share of the cores, else all that this process may use. */
export function threadsFor(wish: number, share: number | undefined, usable: number): number {
  if (wish > 0) return wish;
  return Math.max(1, Math.min(usable, share ?? usable));
}
