// Gathering on native TensorFlow without reading the places back: tfjs-node's own kernel checks each of them in
// JavaScript, which is slow and which a recording cannot do.
import type { Ops } from '../../core/tensor';
import type { NativeBackend } from './binding';

/** Puts the kernel in the place of tfjs-node's. A place out of range is an error of TensorFlow. */
export function registerGather(tf: Ops, backend: NativeBackend): void {
  tf.unregisterKernel('GatherV2', 'tensorflow');
  const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, attrs = {} }) => {
    const { x, indices } = inputs;
    if (!x || !indices) throw new Error('GatherV2 takes x and indices');
    const { TF_ATTR_TYPE, TF_ATTR_INT, TF_FLOAT, TF_INT32, TF_BOOL } = backend.binding;
    const types: Record<string, number> = { float32: TF_FLOAT, int32: TF_INT32, bool: TF_BOOL };
    const axis = tf.scalar(wholeNumber(attrs['axis']), 'int32');
    const result = backend.executeSingleOutput(
      'GatherV2',
      [
        { name: 'batch_dims', type: TF_ATTR_INT, value: wholeNumber(attrs['batchDims']) },
        { name: 'Tparams', type: TF_ATTR_TYPE, value: types[x.dtype] },
        { name: 'Tindices', type: TF_ATTR_TYPE, value: TF_INT32 },
        { name: 'Taxis', type: TF_ATTR_TYPE, value: TF_INT32 },
      ],
      [x, indices, axis],
    );
    axis.dispose();
    return result;
  };
  tf.registerKernel({ kernelName: 'GatherV2', backendName: 'tensorflow', kernelFunc });
}

type KernelConfig = Parameters<Ops['registerKernel']>[0];

/** Of an attribute that may be left out. */
const wholeNumber = (attribute: unknown) => (typeof attribute === 'number' ? attribute : 0);
