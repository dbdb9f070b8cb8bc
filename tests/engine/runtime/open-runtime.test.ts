// Opening a runtime beside a pretended NVIDIA driver: what is taken, and what is said about the rest.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { multipliesBfloat16, parseCapability, processorHas } from '../../../src/engine/runtime/bfloat16';
import { nativeLocation } from '../../../src/engine/runtime/native-location';
import { openRuntime } from '../../../src/engine/runtime/runtime';
import { hasNative } from '../native-runtime';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hone-test-'));
  // An earlier call in this process hid the GPUs from TensorFlow.
  vi.stubEnv('CUDA_VISIBLE_DEVICES', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A driver whose tool lists these lines. */
function pretendDriver(...lines: string[]): void {
  const tool = path.join(folder, 'nvidia-smi');
  writeFileSync(tool, `#!/bin/sh\n${lines.map((line) => `echo '${line}'`).join('\n')}\n`);
  chmodSync(tool, 0o755);
  vi.stubEnv('PATH', folder);
}

/** The installed addon at a place where the libraries of the GPU build lie beside it. */
function pretendGpuBuild(): void {
  const location = nativeLocation();
  if (!('addon' in location)) throw new Error('no native TensorFlow');
  const addon = path.join(folder, 'lib', 'napi-v8', path.basename(location.addon));
  mkdirSync(path.dirname(addon), { recursive: true });
  mkdirSync(path.join(folder, 'deps', 'nvidia'), { recursive: true });
  symlinkSync(location.addon, addon);
  symlinkSync(path.join(path.dirname(location.addon), '../../deps/lib'), path.join(folder, 'deps', 'lib'));
  vi.stubEnv('HONE_NATIVE', addon);
}

const card = '0, NVIDIA L4, 23034 MiB, 22500 MiB, 550.54.15';

describe.skipIf(!hasNative || process.platform !== 'linux')('beside an NVIDIA driver', () => {
  test('a machine without a card is used at its best, so there is nothing to say', async () => {
    vi.stubEnv('PATH', folder);
    expect(await openRuntime('auto')).toMatchObject({ device: 'cpu', reason: null, fix: null });
    await expect(openRuntime('gpu')).rejects.toMatchObject({
      code: 'runtime-unavailable',
      place: { field: 'hardware.device' },
    });
  });

  test('the CPU build is named, and a wish for the GPU is refused', async () => {
    pretendDriver(card);
    const runtime = await openRuntime({ device: 'auto', threads: 1 });
    expect(runtime).toMatchObject({
      device: 'cpu',
      threads: 1,
      reason: 'The CPU build of TensorFlow is in use.',
    });
    expect(runtime.fix).toContain('npm run setup');
    vi.stubEnv('CUDA_VISIBLE_DEVICES', undefined);
    await expect(openRuntime('gpu')).rejects.toMatchObject({
      code: 'runtime-unavailable',
      message: 'The CPU build of TensorFlow is in use.',
    });
    expect(await openRuntime('cpu')).toMatchObject({ device: 'cpu', reason: null });
  });

  test('a small job is left to the processor, a large one goes to the GPU', async () => {
    pretendDriver(card);
    pretendGpuBuild();
    const small = await openRuntime({ device: 'auto', size: () => ({ stepFlops: 1e6, sequence: 1 }) });
    expect(small).toMatchObject({ device: 'cpu', reason: expect.stringContaining('A step is small') });
    vi.stubEnv('CUDA_VISIBLE_DEVICES', undefined);
    // What is installed here has no GPU in it, as a driver too old for it would show.
    const large = await openRuntime({ device: 'auto', size: () => ({ stepFlops: 1e12, sequence: 1 }) });
    expect(large).toMatchObject({ device: 'cpu', reason: expect.stringContaining('does not see the GPU') });
    expect(process.env['CUDA_VISIBLE_DEVICES']).toBe('0');
    expect(large.fix).toContain('550.54.15');
  });

  test('a number that no card has is refused', async () => {
    pretendDriver(card);
    pretendGpuBuild();
    await expect(openRuntime({ device: 'gpu', gpu: 3 })).rejects.toMatchObject({
      message: 'There is no GPU number 3.',
      fix: 'Choose one of: 0.',
    });
  });
});

test('bfloat16 is looked for in what the processor and the driver tell', async () => {
  expect(processorHas('flags\t\t: fpu avx512f avx512_bf16 sse\n')).toBe(true);
  expect(processorHas('flags\t\t: fpu amx_bf16 amx_tile\n')).toBe(true);
  expect(processorHas('Features\t: fp asimd bf16 i8mm\n')).toBe(true);
  expect(processorHas('flags\t\t: fpu avx2 avx512f\nmodel name\t: bf16 inside\n')).toBe(false);
  expect(parseCapability('8.6\n')).toBe(8.6);
  expect(parseCapability('Field "compute_cap" is not a valid field to query.\n')).toBeNull();
  expect(await multipliesBfloat16('wasm')).toBe(false);
});

test.skipIf(process.platform !== 'linux')('the generation of a GPU decides', async () => {
  pretendDriver('7.5');
  expect(await multipliesBfloat16('gpu:0')).toBe(false);
  pretendDriver('9.0');
  expect(await multipliesBfloat16('gpu:0')).toBe(true);
});
