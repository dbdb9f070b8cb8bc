// One thing that a training can run on: the processor, a graphics card, or WebAssembly.
import { z } from 'zod';

export const deviceSchema = z.strictObject({
  /** `cpu`, `gpu:0` (by the driver's number) or `wasm`. */
  id: z.string(),
  kind: z.enum(['cpu', 'gpu', 'wasm']),
  /** The model's name, such as `NVIDIA A100` or `AMD EPYC 7B13`. */
  title: z.string(),
  /** Threads that a training may use; null for a GPU. */
  threads: z.number().int().nullable(),
  /** All of its memory, or what this process may use of it; null where unknown. */
  memoryBytes: z.number().nullable(),
  available: z.boolean(),
  /** Why it cannot be used, and what to do; null where it can, or where nothing helps. */
  reason: z.string().nullable(),
  fix: z.string().nullable(),
  /** What else is worth knowing, such as a driver's version. */
  note: z.string().nullable(),
});

export type Device = z.output<typeof deviceSchema>;
