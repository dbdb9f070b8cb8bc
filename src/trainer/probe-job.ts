// Reports what this machine trains on, and everything that it could train on.
import type { TrainerEvent } from '../core/run/job';
import { listDevices, readMachine } from '../engine/runtime/list-devices';
import { openRuntime } from '../engine/runtime/runtime';

export async function probe(send: (event: TrainerEvent) => void): Promise<void> {
  const machine = await readMachine();
  const { backend, device, version, reason, fix } = await openRuntime('auto');
  const gpu =
    backend === 'tensorflow'
      ? { ...machine.gpu, seen: device.startsWith('gpu') }
      : // What is installed may still not load.
        { ...machine.gpu, build: { flavour: 'none' as const, reason: reason ?? '', fix: fix ?? '' } };
  const devices = listDevices({ ...machine, gpu });
  send({ kind: 'probed', runtime: { backend, device, version, reason, fix, devices } });
  send({ kind: 'done', execution: null, rows: null });
}
