// Opens native TensorFlow: tfjs-node's kernels over the addon that the set-up built.
import { createRequire } from 'node:module';
import path from 'node:path';
import util from 'node:util';
import type { Ops } from '../../core/tensor';
import type { Binding, NativeBackend } from './binding';
import { registerGather } from './gather-kernel';

interface KernelBackendModule {
  NodeJSKernelBackend: new (binding: Binding, packageName: string) => NativeBackend;
}

/**
 * Loads the addon at that path and makes it the backend of tfjs.
 * tfjs-node's own index is not loaded, as it searches for the addon beside itself.
 */
export async function openNative(tf: Ops, addon: string): Promise<NativeBackend> {
  // Opened once in a process: a second backend of that name would not be the one that tfjs computes on.
  const open = tf.findBackend('tensorflow') as unknown as NativeBackend | null;
  if (open && (await tf.setBackend('tensorflow'))) return open;
  restoreUtilities();
  const require = createRequire(path.join(__dirname, 'native.js'));
  require('@tensorflow/tfjs-node-gpu/dist/register_all_kernels');
  const { NodeJSKernelBackend } =
    require('@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend') as KernelBackendModule;
  const backend = new NodeJSKernelBackend(require(addon) as Binding, '@tensorflow/tfjs-node-gpu');
  tf.registerBackend('tensorflow', () => backend as never, 3);
  if (!(await tf.setBackend('tensorflow'))) throw new Error('TensorFlow did not become the backend of tfjs');
  registerGather(tf, backend);
  return backend;
}

/** tfjs-node 4.22 calls two functions that Node 23 removed. */
function restoreUtilities(): void {
  const removed = util as unknown as Record<string, unknown>;
  removed.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  removed.isArray ??= Array.isArray;
}
