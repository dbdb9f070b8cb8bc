// How large the steps of a training are, told from its tables before any tensor is made: what chooses its device.
import { fitPreparation } from '../core/preparation/fit-preparation';
import { resolveTarget } from '../core/preparation/resolve-target';
import { splitRows } from '../core/preparation/split-rows';
import { fitTarget } from '../core/preparation/target-values';
import type { Recipe } from '../core/recipe/recipe';
import type { JobSize } from '../engine/runtime/device-rule';
import { batchSizeAt } from '../engine/train/epoch-plan';
import { countParameters } from '../engine/train/state';
import { lossOf } from '../engine/train/step-of';
import { defineShape } from './assembly';
import { inFile } from './in-file';
import type { ReadFiles } from './load-data';

/** The size of a step of the first epoch. Throws a HoneError where the data does not fit the recipe. */
export function jobSizeOf({ data, test }: ReadFiles, recipe: Recipe): JobSize {
  return inFile(data.file, () => {
    const { table } = data.read;
    const resolved = resolveTarget(table, recipe);
    const { train } = splitRows(resolved, recipe, test !== null);
    const preparation = fitPreparation(table, train, recipe);
    const target = fitTarget(resolved, train, recipe, lossOf(recipe, resolved.task).targetScale);
    const { network } = defineShape(recipe, { resolved, preparation, target });
    const { model } = recipe;
    const steps = 'steps' in model ? model.steps : 1;
    // Two operations per weight and row forward, four backward; a weight of a sequence is used at each of its steps.
    const stepFlops = 6 * countParameters(network) * steps * batchSizeAt(recipe, 0, train.length);
    return { stepFlops, sequence: model.family === 'recurrent' ? steps : 1 };
  });
}
