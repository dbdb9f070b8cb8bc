// Measures training speed case by case.
import type { Job, TrainerEvent } from '../core/run/job';
import { measure } from '../engine/bench/bench';
import { openRuntime } from '../engine/runtime/runtime';
import type { Orders } from './orders';

export async function bench(
  { cases }: Extract<Job, { kind: 'bench' }>,
  orders: Orders,
  send: (event: TrainerEvent) => void,
): Promise<void> {
  const runtime = await openRuntime('auto');
  for (const [i, item] of cases.entries()) {
    if ((await orders.next()) !== 'go') break;
    send({ kind: 'progress', phase: 'measuring', share: i / cases.length });
    send({ kind: 'benched', row: measure(runtime, item) });
  }
  send({ kind: 'done', execution: null, rows: null });
}
