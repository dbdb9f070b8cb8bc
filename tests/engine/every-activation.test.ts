// Every activation trains compiled as it does eagerly, with its own trainable numbers too.
import { beforeAll, describe, expect, it } from 'vitest';
import { activations } from '../../src/core/choices/activations';
import type { Runtime } from '../../src/engine/runtime/runtime';
import { hasNative, openNativeRuntime } from './native-runtime';
import { largestDifference, type SmallData, smallData, smallRecipe, trainSmall } from './small-training';

const cases = [
  ...activations.map(({ kind }) => ({ kind, parametric: false, params: {} })),
  { kind: 'gelu', parametric: false, params: { form: 'tanh' } },
  ...['mish', 'prelu'].map((kind) => ({ kind, parametric: true, params: {} })),
];

describe.skipIf(!hasNative)('compiled activations (needs native TensorFlow)', () => {
  let runtime: Runtime;
  let data: SmallData;
  beforeAll(async () => {
    runtime = await openNativeRuntime();
    data = smallData(runtime, 'multiclass');
  });

  it.each(cases)('$kind $params, parametric $parametric', ({ kind, parametric, params }) => {
    const recipe = smallRecipe({ model: { activation: { kind, ...params }, parametric } });
    const [eager, graph, xla] = (['eager', 'graph', 'xla'] as const).map((executor) =>
      trainSmall(runtime, executor, recipe, data, 2),
    ) as [ReturnType<typeof trainSmall>, ReturnType<typeof trainSmall>, ReturnType<typeof trainSmall>];
    expect(largestDifference(eager.state, graph.state)).toBeLessThan(1e-5);
    expect(largestDifference(eager.state, xla.state)).toBeLessThan(1e-5);
    expect(eager.losses[1]).toBeLessThan(eager.losses[0] as number);
    const own = [...eager.state.keys()].filter((name) => /^variable\/activation-\d\//.test(name));
    expect(own.length).toBe(2 * (Number(kind === 'prelu') + Number(parametric)));
    for (const name of own) expect(new Set(eager.state.get(name)).size).toBeGreaterThan(1);
  });
});
