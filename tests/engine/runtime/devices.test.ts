import { describe, expect, test } from 'vitest';
import { deviceSchema } from '../../../src/core/run/device';
import { isTooSmallForGpu, tooSmallReason } from '../../../src/engine/runtime/device-rule';
import { prepareEnvironment, threadsFor } from '../../../src/engine/runtime/environment';
import { type GpuSituation, gpuObstacle } from '../../../src/engine/runtime/gpu-obstacle';
import { listDevices, readMachine } from '../../../src/engine/runtime/list-devices';
import type { Nvidia, NvidiaGpu } from '../../../src/engine/runtime/nvidia';
import { countCpuList, parseCpuMax, readProcessor } from '../../../src/engine/runtime/processor';

const card: NvidiaGpu = {
  index: 0,
  name: 'NVIDIA A100-SXM4-40GB',
  memoryBytes: 40 * 2 ** 30,
  freeBytes: 39.5 * 2 ** 30,
  driver: '535.129.03',
};
const nvidia = (part: Partial<Nvidia> = {}): Nvidia => ({
  gpus: [card],
  present: true,
  hidden: false,
  failure: null,
  ...part,
});
const situation = (part: Partial<GpuSituation> = {}): GpuSituation => ({
  platform: 'linux',
  nvidia: nvidia(),
  build: { flavour: 'gpu' },
  seen: true,
  env: {},
  ...part,
});
const processor = { model: 'AMD EPYC', cores: 64, threads: 8, memoryBytes: 32 * 2 ** 30 };

describe('why a GPU is not used', () => {
  test.each<[string, Partial<GpuSituation>, string, string | null]>([
    ['no card', { nvidia: nvidia({ gpus: [], present: false }) }, 'No NVIDIA GPU was found', null],
    ['no driver', { nvidia: nvidia({ gpus: [] }) }, 'no driver for it is running', 'nvidia-smi'],
    ['a dead driver', { nvidia: nvidia({ gpus: [], failure: 'NVML failed' }) }, 'NVML failed', 'Install'],
    ['hidden', { nvidia: nvidia({ gpus: [], hidden: true }) }, 'CUDA_VISIBLE_DEVICES', 'Unset'],
    ['the CPU build', { build: { flavour: 'cpu' } }, 'CPU build', 'Run `npm run setup`'],
    [
      'the CPU build by wish',
      { build: { flavour: 'cpu' }, env: { HONE_TENSORFLOW: 'cpu' } },
      'CPU build',
      'Unset HONE_TENSORFLOW',
    ],
    [
      'no TensorFlow',
      { build: { flavour: 'none', reason: 'Python 3 was not found.', fix: 'Install Python 3.' } },
      'Python 3 was not found',
      'Install Python 3.',
    ],
    ['TensorFlow sees none', { seen: false }, 'does not see the GPU', '535.129.03'],
    ['a Mac', { platform: 'darwin' }, 'Mac', null],
    ['Windows', { platform: 'win32' }, 'Windows', 'WSL 2'],
  ])('%s', (_, part, reason, fix) => {
    const obstacle = gpuObstacle(situation(part));
    expect(obstacle?.reason).toContain(reason);
    if (fix === null) expect(obstacle?.fix).toBeNull();
    else expect(obstacle?.fix).toContain(fix);
  });

  test('nothing stands in the way of a card that TensorFlow sees, or was not asked about', () => {
    expect(gpuObstacle(situation())).toBeNull();
    expect(gpuObstacle(situation({ seen: null }))).toBeNull();
  });
});

describe('the list of devices', () => {
  test('each card stands for itself, and all that is listed follows the schema', () => {
    const second = { ...card, index: 1, memoryBytes: null, freeBytes: null, driver: null };
    const devices = listDevices({ processor, gpu: situation({ nvidia: nvidia({ gpus: [card, second] }) }) });
    for (const device of devices) expect(deviceSchema.parse(device)).toEqual(device);
    expect(devices.map(({ id, available }) => [id, available])).toEqual([
      ['cpu', true],
      ['gpu:0', true],
      ['gpu:1', true],
      ['wasm', true],
    ]);
    expect(devices[0]).toMatchObject({ threads: 8, note: 'This process may use 8 of 64 cores.' });
    expect(devices[1]?.note).toBe('driver 535.129.03, 39.5 GiB free');
    expect(devices[2]?.note).toBeNull();
  });

  test('a machine without a card lists a GPU with the reason', () => {
    const devices = listDevices({
      processor,
      gpu: situation({ nvidia: nvidia({ gpus: [], present: false }) }),
    });
    expect(devices[1]).toMatchObject({ id: 'gpu:0', available: false, reason: 'No NVIDIA GPU was found.' });
  });

  test('without native TensorFlow only WebAssembly is left', () => {
    const build = { flavour: 'none', reason: 'no network', fix: 'Connect.' } as const;
    const devices = listDevices({ processor, gpu: situation({ build }) });
    expect(devices.filter(({ available }) => available).map(({ id }) => id)).toEqual(['wasm']);
    expect(devices[0]).toMatchObject({ reason: 'Native TensorFlow is missing: no network', fix: 'Connect.' });
  });

  test('this machine can be looked at', async () => {
    const devices = listDevices(await readMachine());
    expect(devices.at(-1)?.id).toBe('wasm');
    expect(devices[0]?.threads).toBeGreaterThan(0);
  });
});

describe('threads', () => {
  test('lists of cores and quotas', () => {
    expect(countCpuList('0-3,8\n')).toBe(5);
    expect(countCpuList('0')).toBe(1);
    expect(countCpuList('all')).toBeNull();
    expect(parseCpuMax('150000 100000\n')).toBe(1.5);
    expect(parseCpuMax('50000 100000')).toBe(1);
    expect(parseCpuMax('max 100000')).toBeNull();
    expect(parseCpuMax('-1 100000')).toBeNull();
    const { threads, cores, memoryBytes } = readProcessor();
    expect(threads).toBeLessThanOrEqual(cores);
    expect(memoryBytes).toBeGreaterThan(2 ** 28);
  });

  test('a wish counts before the share, and the share never exceeds what may be used', () => {
    expect(threadsFor(3, 1, 2)).toBe(3);
    expect(threadsFor(0, 4, 8)).toBe(4);
    expect(threadsFor(0, 16, 8)).toBe(8);
    expect(threadsFor(0, undefined, 8)).toBe(8);
    expect(threadsFor(0, 0, 8)).toBe(1);
  });

  test('the environment hides every GPU from a training on the CPU, and shows the chosen one otherwise', () => {
    const env: NodeJS.ProcessEnv = { CUDA_VISIBLE_DEVICES: '0,1' };
    prepareEnvironment(env, { gpu: null, threads: 2 });
    expect(env).toMatchObject({ CUDA_VISIBLE_DEVICES: '', TF_NUM_INTRAOP_THREADS: '2' });
    prepareEnvironment(env, { gpu: 1, threads: 4 });
    expect(env).toMatchObject({ CUDA_VISIBLE_DEVICES: '1', CUDA_DEVICE_ORDER: 'PCI_BUS_ID' });
  });
});

test('small steps stay on the processor, large ones go to the GPU, and more cores move the border', () => {
  const mlp = (hidden: number, batch: number) => 6 * (20 * hidden + hidden * hidden + hidden) * batch;
  const size = (stepFlops: number, sequence = 1) => ({ stepFlops, sequence });
  expect(isTooSmallForGpu(size(mlp(64, 32)), 4)).toBe(true);
  expect(isTooSmallForGpu(size(mlp(2048, 1024)), 16)).toBe(false);
  const border = mlp(256, 128);
  expect(isTooSmallForGpu(size(border), 1)).toBe(false);
  expect(isTooSmallForGpu(size(border), 16)).toBe(true);
  expect(isTooSmallForGpu(size(border, 48), 1), 'many parts one after the other').toBe(true);
  expect(tooSmallReason(size(3.2e7))).toContain('32 million operations');
});
