// Tensor operations for comparing with golden numbers: tfjs on its CPU or WebAssembly backend, float32.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { expect } from 'vitest';

export { tf };
export type Nested = number | Nested[];

/** Computes on that backend, `cpu` or `wasm`, from now on. */
export async function useBackend(name: string): Promise<void> {
  const manifest = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  setWasmPaths(`${path.join(path.dirname(manifest), 'wasm-out')}/`);
  await tf.setBackend(name);
}

/** The golden file of that name, as the script beside this file wrote it. */
export function readGolden<Golden>(name: string): Golden {
  return JSON.parse(readFileSync(new URL(`golden/${name}.json`, import.meta.url), 'utf8')) as Golden;
}

function flatten(values: Nested): number[] {
  return typeof values === 'number' ? [values] : values.flatMap(flatten);
}

/** Every number equals the golden one but for `relative` of it, or for `absolute` near zero. */
export function expectClose(actual: tf.Tensor, golden: Nested, relative = 1e-6, absolute = 1e-7): void {
  const wanted = flatten(golden);
  const numbers = Array.from(actual.dataSync());
  expect(numbers.length).toBe(wanted.length);
  expect(numbers.length).toBeGreaterThan(0);
  for (const [i, number] of numbers.entries()) {
    const distance = Math.abs(number - wanted[i]!);
    const tolerated = Math.max(absolute, relative * Math.abs(wanted[i]!));
    if (!(distance <= tolerated)) expect.fail(`number ${i} is ${number}, golden ${wanted[i]}`);
  }
}
