// Parameters that several optimizers share, so that a setting survives a change of the optimizer.
import { z } from 'zod';

/** Memory of the mean of the gradient. */
export const beta1 = z
  .number()
  .min(0)
  .max(0.9999)
  .default(0.9)
  .meta({ title: 'Beta 1', help: 'Memory of the mean of the gradient.', level: 'expert' });

/** Memory of the mean (Adamax: of the maximum) of the squared gradient. */
export const beta2 = z
  .number()
  .min(0)
  .max(0.99999)
  .default(0.999)
  .meta({ title: 'Beta 2', help: 'Memory of the mean of the squared gradient.', level: 'expert' });

/** Keras's 1e-7; PyTorch takes 1e-8. */
export const epsilon = z
  .number()
  .min(1e-12)
  .max(1e-2)
  .default(1e-7)
  .meta({ title: 'Epsilon', help: 'Keeps the division finite.', scale: 'log', level: 'expert' });

/** Share of the velocity kept at each step. */
export const velocityShare = z
  .number()
  .min(0)
  .max(0.999)
  .default(0.9)
  .meta({ title: 'Momentum', help: 'Share of the velocity kept at each step.' });

/** Decoupled decay of the kernels, as a share per unit of rate; `fallback` is the optimizer's own default. */
export const weightDecay = (fallback: number) =>
  z.number().min(0).max(1).default(fallback).meta({
    title: 'Own weight decay',
    help: 'Shrinks the kernels at each step by this share times the learning rate, apart from the gradient.',
    scale: 'log',
  });
