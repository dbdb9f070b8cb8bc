// An activation as a layer.
import type { Activation } from '../activations/activation';
import type { Layer } from './layer';

/** Keeps the shape [rows, width]. */
export function activate(name: string, title: string, width: number, activation: Activation): Layer {
  return { name, title, width, variables: [], apply: (ops, x) => activation(ops, x) };
}
