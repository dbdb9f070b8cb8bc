// Settings of a recipe that change nothing for the task and the network that it trains.
import type { Recipe } from '../core/recipe/recipe';
import type { Task } from '../core/task';
import { weightedLayers } from '../engine/train/step-of';
import type { StepDefinition } from '../engine/train/step';

/** Ways to more data that bring the classes to one size. */
const BALANCING = ['random-over', 'random-under', 'smote', 'smote-nc', 'borderline-smote', 'adasyn'];

/** A sentence for each of them; the run goes on without it. */
export function ignoredSettings(
  { training, augment }: Recipe,
  task: Task,
  { loss, network }: Pick<StepDefinition, 'loss' | 'network'>,
): string[] {
  const { sampling, classWeights, output, penaltyFactors } = training;
  const layers = weightedLayers(network).length;
  const surplus = penaltyFactors.length - layers;
  const warnings: [boolean, string][] = [
    [
      task === 'regression' && sampling === 'balanced',
      'A regression has no classes: balanced sampling shuffles the rows as usual.',
    ],
    [
      task === 'regression' && classWeights === 'balanced',
      'A regression has no classes: the class weights are left out.',
    ],
    [
      task !== 'regression' && output !== 'auto',
      `The output ${output} is for regressions: a classification gives probabilities, and it is left out.`,
    ],
    [
      task === 'regression' && output === 'linear' && loss.link !== undefined,
      `The loss has an output of its own (${loss.link}): the output linear is left out.`,
    ],
    [
      classWeights === 'balanced' && task !== 'regression' && BALANCING.includes(augment.kind),
      `Class weights and ${augment.kind} both balance the classes: the made rows count as much as their class does.`,
    ],
    [
      surplus > 0,
      `There are ${penaltyFactors.length} penalties per layer, but ${layers} ${layers === 1 ? 'layer' : 'layers'} with weights: the last ${surplus === 1 ? 'one is' : `${surplus} are`} left out.`,
    ],
  ];
  return warnings.filter(([ignored]) => ignored).map(([, sentence]) => sentence);
}
