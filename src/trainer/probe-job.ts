// Reports what this machine trains on.
import type { TrainerEvent } from '../core/run/job';
import { openRuntime } from '../engine/runtime/runtime';

export async function probe(send: (event: TrainerEvent) => void): Promise<void> {
  const { backend, device, version, reason, fix } = await openRuntime('auto');
  send({ kind: 'probed', runtime: { backend, device, version, reason, fix } });
  send({ kind: 'done', execution: null, rows: null });
}
