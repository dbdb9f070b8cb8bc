// Opens the runtime once for the tests of this folder; tests are skipped by name where there is no native TensorFlow.
import { openRuntime, type Runtime } from '../../src/engine/runtime/runtime';
import { nativeLocation } from '../../src/engine/runtime/native-location';

export const hasNative = 'addon' in nativeLocation();

/** Native TensorFlow on the CPU. */
export function openNativeRuntime(): Promise<Runtime> {
  return openRuntime('cpu');
}
