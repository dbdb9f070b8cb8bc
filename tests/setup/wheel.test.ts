import { expect, test } from 'vitest';
import { completeLock, platformOf } from '../../scripts/lock.mjs';
import { chooseFlavour } from '../../scripts/setup/native-flavour.mjs';
import { cudaRequirements } from '../../scripts/setup/native-wheel.mjs';

test('the CUDA wheels are those of the extra and-cuda', () => {
  const metadata = [
    'Requires-Dist: numpy>=1.26.0',
    'Requires-Dist: nvidia-cudnn-cu12<10.0,>=9.3.0.75; extra == "and-cuda"',
    'Requires-Dist: nvidia-nccl-cu12<3.0,>=2.27.7 ; extra == "and-cuda"',
    'Requires-Dist: tensorflow-io; extra == "gcs"',
  ].join('\n');
  expect(cudaRequirements(metadata)).toEqual([
    'nvidia-cudnn-cu12<10.0,>=9.3.0.75',
    'nvidia-nccl-cu12<3.0,>=2.27.7',
  ]);
});

test('HONE_TENSORFLOW chooses the flavour, and a wrong value is said', () => {
  expect(chooseFlavour({ HONE_TENSORFLOW: 'gpu' })).toBe('gpu');
  expect(chooseFlavour({ HONE_TENSORFLOW: 'none' })).toBe('none');
  expect(() => chooseFlavour({ HONE_TENSORFLOW: 'cuda' })).toThrow('HONE_TENSORFLOW is "cuda"');
});

test.each([
  ['@biomejs/cli-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
  ['@oxlint/binding-win32-arm64-msvc', { os: ['win32'], cpu: ['arm64'] }],
  ['@oxc-parser/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
  ['@oxc-parser/binding-wasm32-wasi', { cpu: ['wasm32'] }],
  ['fsevents', null],
])('the platform of %s', (name, platform) => {
  expect(platformOf(name)).toEqual(platform);
});

test('a lock gets the platforms it lacks and keeps what it has', () => {
  const present = { version: '1.0.0', integrity: 'sha512-x', optional: true };
  const lock = {
    packages: {
      'node_modules/a': {
        dev: true,
        optionalDependencies: { 'a-linux-x64': '1.0.0', 'a-darwin-arm64': '1.0.0', fsevents: '^2.0.0' },
      },
      'node_modules/a-linux-x64': present,
    },
  };
  expect(completeLock(lock)).toEqual(['a-darwin-arm64']);
  expect(lock.packages['node_modules/a-linux-x64']).toBe(present);
  expect(lock.packages).toHaveProperty(['node_modules/a-darwin-arm64'], {
    version: '1.0.0',
    os: ['darwin'],
    cpu: ['arm64'],
    dev: true,
    optional: true,
  });
});
