// Opens the WebAssembly backend of tfjs, whose files ship inside its npm package.
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Ops } from '../../core/tensor';

/** Makes wasm the backend of tfjs; returns its version. */
export async function openWasm(tf: Ops): Promise<string> {
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  const entry = createRequire(path.join(__dirname, 'wasm.js')).resolve('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(`${path.dirname(entry)}${path.sep}`);
  if (!(await tf.setBackend('wasm'))) throw new Error('The wasm backend of tfjs did not start');
  await tf.ready();
  return wasm.version_wasm;
}
