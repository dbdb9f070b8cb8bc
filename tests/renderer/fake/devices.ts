// The devices of the fake machine: a processor, one GPU that works and one that does not, and WebAssembly.
import type { Device } from '../../../src/core/run/device';

export const devices: Device[] = [
  {
    id: 'cpu',
    kind: 'cpu',
    title: 'AMD Ryzen 9 7950X 16-Core Processor',
    threads: 8,
    memoryBytes: 34e9,
    available: true,
    reason: null,
    fix: null,
    note: 'This process may use 8 of 32 cores.',
  },
  {
    id: 'gpu:0',
    kind: 'gpu',
    title: 'NVIDIA GeForce RTX 4090',
    threads: null,
    memoryBytes: 25.8e9,
    available: false,
    reason: 'The CPU build of TensorFlow is in use.',
    fix: 'Run `npm run setup` in the folder of Hone: beside an NVIDIA driver it installs the GPU build.',
    note: 'driver 550.54.15, 23.1 GiB free',
  },
  {
    id: 'wasm',
    kind: 'wasm',
    title: 'WebAssembly',
    threads: 1,
    memoryBytes: null,
    available: true,
    reason: null,
    fix: null,
    note: 'Works everywhere, but step by step and on one thread: several times slower than native TensorFlow.',
  },
];
