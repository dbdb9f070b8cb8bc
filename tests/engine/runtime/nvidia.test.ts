import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { driverCards, failureOf, findNvidia, onBus, parseGpuList } from '../../../src/engine/runtime/nvidia';

// As the tool of the drivers named in them printed it.
const two = `0, NVIDIA A100-SXM4-40GB, 40960 MiB, 40536 MiB, 535.129.03
1, NVIDIA GeForce RTX 3090, 24576 MiB, 312 MiB, 535.129.03
`;
const multiInstance = `0, NVIDIA H100 80GB HBM3, 81559 MiB, [N/A], 550.54.15
  MIG 1g.10gb     Device  0: (UUID: MIG-4c0b5c0f-0000-5f43-8d11-000000000000)
`;
const forbidden = '0, NVIDIA L4, [Insufficient Permissions], [Insufficient Permissions], 550.54.15\r\n';
const broken =
  "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.\n\n";
const mismatch = 'Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 550.54\n';

test('a line for each card becomes its name, its memory in bytes and its driver', () => {
  expect(parseGpuList(two)).toEqual([
    {
      index: 0,
      name: 'NVIDIA A100-SXM4-40GB',
      memoryBytes: 40960 * 2 ** 20,
      freeBytes: 40536 * 2 ** 20,
      driver: '535.129.03',
    },
    {
      index: 1,
      name: 'NVIDIA GeForce RTX 3090',
      memoryBytes: 24576 * 2 ** 20,
      freeBytes: 312 * 2 ** 20,
      driver: '535.129.03',
    },
  ]);
});

test('what the tool does not tell is unknown, and lines of another kind are passed over', () => {
  expect(parseGpuList(multiInstance)).toEqual([
    expect.objectContaining({ name: 'NVIDIA H100 80GB HBM3', memoryBytes: 81559 * 2 ** 20, freeBytes: null }),
  ]);
  expect(parseGpuList(forbidden)).toEqual([
    { index: 0, name: 'NVIDIA L4', memoryBytes: null, freeBytes: null, driver: '550.54.15' },
  ]);
  for (const text of ['', broken, mismatch, 'Field "mig" is not a valid field to query.'])
    expect(parseGpuList(text)).toEqual([]);
});

test('a failure is told in one line; finding no card is none', () => {
  expect(failureOf(broken, false)).toBe(
    "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.",
  );
  expect(failureOf(mismatch, false)).toBe('Failed to initialize NVML: Driver/library version mismatch');
  expect(failureOf('', false)).toBe('nvidia-smi failed without a word');
  expect(failureOf('', true)).toBe('nvidia-smi did not answer');
  expect(failureOf('No devices were found\n', false)).toBeNull();
});

/** A folder whose `nvidia-smi` prints that text and ends with that code. */
async function fakeTool(output: string, code: number): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hone-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const tool = path.join(folder, 'nvidia-smi');
  await writeFile(path.join(folder, 'output'), output);
  await writeFile(tool, `#!/bin/sh\n/bin/cat "${folder}/output"\nexit ${code}\n`);
  await chmod(tool, 0o755);
  return folder;
}

test.skipIf(process.platform === 'win32')(
  'the tool is asked, and the environment may hide cards',
  async () => {
    const PATH = await fakeTool(two, 0);
    expect((await findNvidia({ PATH })).gpus.map(({ index }) => index)).toEqual([0, 1]);
    expect((await findNvidia({ PATH, CUDA_VISIBLE_DEVICES: '1' })).gpus.map(({ index }) => index)).toEqual([
      1,
    ]);
    expect((await findNvidia({ PATH, CUDA_VISIBLE_DEVICES: 'GPU-8f2c' })).gpus).toHaveLength(2);
    for (const hidden of ['', '-1'])
      expect(await findNvidia({ PATH, CUDA_VISIBLE_DEVICES: hidden })).toMatchObject({
        hidden: true,
        gpus: [],
      });
  },
);

test.skipIf(process.platform === 'win32')(
  'a driver that does not answer is a card that cannot be used',
  async () => {
    const PATH = await fakeTool(broken, 9);
    expect(await findNvidia({ PATH })).toMatchObject({
      gpus: [],
      present: true,
      failure: expect.stringContaining("couldn't communicate"),
    });
  },
);

test('without the tool the driver and the bus are read', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'hone-test-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  expect(driverCards(root)).toEqual([]);
  expect(onBus(root)).toBe(false);
  await mkdir(path.join(root, 'gpus/0000:01:00.0'), { recursive: true });
  await writeFile(
    path.join(root, 'version'),
    'NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.129.03  Thu Oct 19 18:56:32 UTC 2023\n',
  );
  await writeFile(
    path.join(root, 'gpus/0000:01:00.0/information'),
    'Model: \t\t NVIDIA GeForce RTX 3090\nIRQ:   \t\t 151\n',
  );
  expect(driverCards(root)).toEqual([
    { index: 0, name: 'NVIDIA GeForce RTX 3090', memoryBytes: null, freeBytes: null, driver: '535.129.03' },
  ]);
  const bus = path.join(root, 'bus');
  await mkdir(path.join(bus, '0000:01:00.0'), { recursive: true });
  await writeFile(path.join(bus, '0000:01:00.0/vendor'), '0x10de\n');
  await writeFile(path.join(bus, '0000:01:00.0/class'), '0x040300\n');
  expect(onBus(bus), 'an audio function is no graphics card').toBe(false);
  await writeFile(path.join(bus, '0000:01:00.0/class'), '0x030000\n');
  expect(onBus(bus)).toBe(true);
});
