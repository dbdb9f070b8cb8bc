// The contract of a way to more training data, and the parameters that several share.
import { z } from 'zod';
import type { Augmentation } from '../../augmentation/training-rows';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

/** `create` is null where nothing is made. */
export function defineAugmentation<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & {
    create(settings: Settings<Kind, Shape>): Augmentation | null;
  },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): Augmentation | null }>(
    choice,
  );
}

export const ratio = z.number().min(0.01).max(1).default(1).meta({
  title: 'Sampling ratio',
  help: 'Rows of a small class for each row of a large one that are aimed at. At 1 all classes have equally many.',
});

export const neighbours = z.number().int().min(1).max(100).default(5).meta({
  title: 'Neighbours',
  help: 'Nearest rows of the same class between which and a row new ones are made.',
  unit: 'rows',
});

export const share = z.number().min(0.01).max(20).default(1).meta({
  title: 'Made rows',
  help: 'Made rows for each real one.',
});

/** With its usual value, which the kinds of mixtures differ in. */
export const mixingStrength = (usual: number) =>
  z.number().min(0.01).max(10).default(usual).meta({
    title: 'Mixing strength',
    help: 'Both parameters of the Beta distribution that shares are drawn from: small keeps near one of the rows, 1 draws evenly.',
  });

export const renew = z.enum(['each-epoch', 'once']).default('each-epoch').meta({
  title: 'Made anew',
  help: 'Whether each epoch gets made rows of its own, or all epochs the same ones.',
  level: 'expert',
});
