// A measurement of an effect that never trains: pairs from a formula, one after the other.
import { diffRecipes } from '../../../src/core/recipe/diff';
import { applyChanges } from '../../../src/core/recipe/paths';
import { type Effect, type EffectPair, newEffect } from '../../../src/core/run/effect';
import type { CommandInput } from '../../../src/workbench/contract/commands';
import type { WorkbenchEvent } from '../../../src/workbench/contract/events';

function pairOf(seed: number): EffectPair {
  const before = 0.9 + 0.02 * Math.sin(seed * 12.9898);
  const after = before + 0.012 + 0.012 * Math.sin(seed * 78.233);
  return {
    seed,
    before,
    after,
    beforeLoss: 1.2 - before,
    afterLoss: 1.18 - after,
    beforeBalanced: before - 0.1,
    afterBalanced: after - 0.06,
  };
}

function differenceOf(pairs: readonly EffectPair[], of: (pair: EffectPair) => number): Effect['effect'] {
  if (pairs.length < 2) return null;
  const mean = pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const spread = Math.sqrt(
    pairs.reduce((sum, pair) => sum + (of(pair) - mean) ** 2, 0) / (pairs.length - 1) / pairs.length,
  );
  const wins = pairs.filter((pair) => of(pair) > 0).length;
  return { mean, low: mean - 2.2 * spread, high: mean + 2.2 * spread, wins, ties: 0, probability: 0.99 };
}

export function createFakeEffects(paceMs: number, emit: (event: WorkbenchEvent) => void) {
  let current: Effect | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (change: Partial<Effect>) => {
    if (current) current = { ...current, ...change };
    if (current) emit({ kind: 'effectMeasured', effect: current });
  };
  const measure = () => {
    if (!current) return;
    const pairs = [...current.pairs, pairOf(current.pairs.length + 1)];
    const done = pairs.length >= current.planned;
    show({
      pairs,
      metric: 'accuracy',
      part: 'test',
      rows: 69,
      share: pairs.length / current.planned,
      effect: differenceOf(pairs, (pair) => pair.after - pair.before),
      lossEffect: differenceOf(pairs, (pair) => pair.afterLoss - pair.beforeLoss),
      balancedEffect: differenceOf(pairs, (pair) => (pair.afterBalanced ?? 0) - (pair.beforeBalanced ?? 0)),
      state: done ? 'done' : 'running',
    });
    if (!done) timer = setTimeout(measure, paceMs);
  };
  return {
    current: () => current,
    begin({ recipe, changes, seeds }: CommandInput<'effect.measure'>): Effect {
      const differences = diffRecipes(recipe, applyChanges(recipe, changes));
      current = newEffect({
        title: differences.map(({ path, before, after }) => `${path} ${before} → ${after}`).join(', '),
        changes: differences,
        data: 'penguins.csv',
        target: recipe.data.target,
        planned: seeds,
      });
      timer = setTimeout(measure, paceMs);
      return current;
    },
    cancel() {
      clearTimeout(timer);
      if (current?.state === 'running') show({ state: 'cancelled' });
    },
  };
}
