// Runs an optimizer step by step on given tensors, as the engine does: decay first, then the update, whole or per tensor.
import * as tf from '@tensorflow/tfjs';
import type { Optimizer } from '../../../src/core/choices/optimizers/optimizer';

export interface Problem {
  start: readonly tf.Tensor[];
  /** Gradients at the parameters; `step` counts from 1. */
  gradients(parameters: readonly tf.Tensor[], step: number): tf.Tensor[];
  /** What a line search evaluates. */
  loss?(parameters: readonly tf.Tensor[]): tf.Tensor;
  /** One learning rate for each step. */
  rates: readonly number[];
}

export interface Run {
  /** After each step. */
  parameters: tf.Tensor[][];
  /** After the last step, by parameter; one entry where the update is whole. */
  slots: Record<string, tf.Tensor>[];
}

export function runOptimizer(optimizer: Optimizer, problem: Problem): Run {
  let current = [...problem.start];
  let slots = emptySlots(optimizer, current);
  const parameters: tf.Tensor[][] = [];
  for (const [i, rate] of problem.rates.entries()) {
    const gradients = problem.gradients(current, i + 1);
    const decayed = current.map((parameter) =>
      tf.mul(parameter, tf.scalar(1 - rate * (optimizer.weightDecay ?? 0))),
    );
    const clock = { learningRate: tf.scalar(rate), step: tf.scalar(i + 1) };
    if (optimizer.whole) {
      const updated = optimizer.whole.update(tf, {
        parameters: flatten(decayed),
        gradient: flatten(gradients),
        slots: slots[0]!,
        loss: (flat) => problem.loss!(unflatten(flat, current)),
        ...clock,
      });
      current = unflatten(updated.parameters, current);
      slots = [updated.slots];
    } else {
      const updated = decayed.map((parameter, j) =>
        optimizer.update(tf, { parameter, gradient: gradients[j]!, slots: slots[j]!, ...clock }),
      );
      current = updated.map(({ parameter }) => parameter);
      slots = updated.map((item) => item.slots);
    }
    parameters.push(current);
  }
  return { parameters, slots };
}

function emptySlots({ slots, whole }: Optimizer, start: readonly tf.Tensor[]): Record<string, tf.Tensor>[] {
  if (whole) {
    const count = start.reduce((sum, { size }) => sum + size, 0);
    return [Object.fromEntries(whole.slots(count).map(({ name, shape }) => [name, tf.zeros([...shape])]))];
  }
  return start.map((tensor) => Object.fromEntries(slots.map((slot) => [slot, tf.zerosLike(tensor)])));
}

const flatten = (tensors: readonly tf.Tensor[]) => tf.concat(tensors.map((tensor) => tensor.flatten()));

function unflatten(flat: tf.Tensor, like: readonly tf.Tensor[]): tf.Tensor[] {
  const parts = tf.split(
    flat,
    like.map(({ size }) => size),
  );
  return like.map((tensor, i) => parts[i]!.reshape(tensor.shape));
}
