// Commands that measure the effect of a change of the recipe.
import { applyChanges } from '../../core/recipe/paths';
import type { CommandName } from '../contract/commands';
import type { Datasets } from '../datasets';
import type { EffectService } from '../effect-service';
import type { Handlers } from './handlers';

type EffectCommand = Extract<CommandName, `effect.${string}`>;

export function effectCommands(effects: EffectService, datasets: Datasets): Handlers<EffectCommand> {
  return {
    'effect.measure': async ({ datasetId, recipe, changes, seeds }) =>
      effects.begin({
        data: datasets.get(datasetId).profile.path,
        test: null,
        before: recipe,
        after: applyChanges(recipe, changes),
        seeds,
      }),
    'effect.cancel': async () => {
      await effects.cancel();
      return {};
    },
    'effect.last': async () => effects.current(),
  };
}
