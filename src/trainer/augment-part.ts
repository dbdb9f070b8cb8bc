// The rows that a network trains on: those of the training part, with made ones beside them where the recipe asks for more.
import { augmentationOf, augmentedWeights, augmentRows } from '../core/augmentation/augment';
import { countSources } from '../core/augmentation/count-sources';
import { rowLayout } from '../core/augmentation/row-layout';
import type { Augmented, TrainingRows } from '../core/augmentation/training-rows';
import type { Preparation, Target } from '../core/preparation/preparation';
import type { Recipe } from '../core/recipe/recipe';
import type { AugmentationFacts } from '../core/run/augmentation';
import { timeStepsOf } from '../core/series/time-steps';
import type { Ops, Tensor1D, Tensor2D } from '../core/tensor';
import type { Part } from '../engine/train/fit';

export interface TrainedPart {
  /** The rows of the first epoch; the training part itself where nothing is made. */
  part: Part;
  /** What was made; null where nothing is. */
  facts: AugmentationFacts | null;
  /** Makes the rows of another epoch, as many as those of the first, for the caller to dispose of; null where all epochs train on the same. */
  renewed: ((epoch: number) => Part) | null;
}

/** Makes more of the prepared training part. What is made stays out of every judgement, which takes the part itself. */
export function augmentPart(
  ops: Ops,
  train: Part,
  recipe: Recipe,
  { preparation, target }: { preparation: Preparation; target: Target },
): TrainedPart {
  const classes = target.kind === 'classes' ? target.classes : [];
  const way = augmentationOf(recipe, classes);
  if (!way) return { part: train, facts: null, renewed: null };
  const rows: TrainingRows = {
    rows: train.targets.length,
    layout: rowLayout(preparation),
    x: train.x.dataSync() as Float32Array,
    targets: train.targets,
    classes,
    steps: timeStepsOf(recipe),
  };
  const first = augmentRows(way, rows, recipe.seed, 0);
  // Balanced sampling picks rows by the classes of the first epoch.
  const renews = way.renews && !(recipe.training.sampling === 'balanced' && classes.length > 0);
  return {
    part: joined(ops, train, rows, first),
    facts: { kind: recipe.augment.kind, ...countSources(rows, first), renewed: renews },
    renewed: renews ? (epoch) => joined(ops, train, rows, augmentRows(way, rows, recipe.seed, epoch)) : null,
  };
}

function joined(ops: Ops, train: Part, rows: TrainingRows, augmented: Augmented): Part {
  const { kept, added } = augmented;
  const real = kept ? Float32Array.from(kept, (row) => train.targets[row] as number) : train.targets;
  const targets = new Float32Array(real.length + added.targets.length);
  targets.set(real);
  targets.set(added.targets, real.length);
  const x = ops.tidy(() => {
    const stay = kept ? ops.gather(train.x, ops.tensor1d(kept, 'int32')) : train.x;
    const made = ops.tensor2d(added.x, [added.targets.length, rows.layout.width]);
    return ops.concat([stay, made], 0) as Tensor2D;
  });
  const y: Tensor1D = ops.tensor1d(targets);
  return { x, y, targets, weights: augmentedWeights(rows, augmented, train.weights) };
}
