import { it } from 'vitest';
import { openRuntime } from '../../src/engine/runtime/runtime';
import { benchShapes, measure } from '../../src/engine/bench/bench';
it('x', async () => {
  const r = await openRuntime('cpu');
  for (const s of benchShapes)
    for (const executor of ['xla', 'graph', 'eager'] as const) {
      const m = measure(r, { ...s, executor });
      console.log(
        s.hidden,
        s.batchSize,
        executor,
        (m.epochSeconds * 1000).toFixed(1),
        'first',
        m.firstSeconds.toFixed(2),
      );
    }
}, 200000);
