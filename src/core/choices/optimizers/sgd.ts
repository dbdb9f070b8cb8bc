// Stochastic gradient descent: straight down the gradient.
import { defineOptimizer } from './optimizer';

export const sgd = defineOptimizer({
  kind: 'sgd',
  title: 'SGD',
  help: 'Steps straight down the gradient. Simple and honest, needs a well-chosen learning rate.',
  source: 'Robbins and Monro 1951; keras.optimizers.SGD',
  params: {},
  create: () => ({
    slots: [],
    update: (ops, { parameter, gradient, learningRate }) => ({
      parameter: ops.sub(parameter, ops.mul(learningRate, gradient)),
      slots: {},
    }),
  }),
});
