// The contract of a model family: from its settings and the width of the prepared rows to a network.
import type { z } from 'zod';
import type { Ops, Tensor } from '../../tensor';
import type { Task } from '../../task';
import type { ChoiceDescription } from '../choice';
import { applyInTurn } from '../layers/chain';
import type { Layer, LayerContext, VariableSpec } from '../layers/layer';

/** What the columns of a prepared row hold. */
export interface InputColumns {
  /** Leading columns that are numbers. */
  numbers: number;
  /** Of these the first so many are measured on a scale, the rest are 0 or 1. All of them unless given. */
  continuous?: number;
  /** Behind them one column of codes for each category that the network embeds: how many categories it has. */
  categories: readonly number[];
  /** Length of the vector that a code becomes; given where there are codes. */
  dimension?: number;
}

export interface NetworkInput {
  /** Width of a prepared row. */
  inputs: number;
  columns: InputColumns;
  /** Width of the raw output, as the loss asks for it. */
  outputs: number;
}

export interface Network {
  layers: readonly Layer[];
  variables: readonly VariableSpec[];
  /** x [rows, inputs] to raw output [rows, outputs]. */
  apply(ops: Ops, x: Tensor, context: LayerContext): Tensor;
}

/** A model family is chosen by `model.family` instead of `kind`. */
export interface ModelFamily<Family extends string, Shape extends z.ZodRawShape>
  extends Omit<ChoiceDescription<Family, Shape>, 'kind' | 'check'> {
  family: Family;
  tasks: readonly Task[];
  /** Settings of what disturbs the network in training, such as dropout; each is off at 0. */
  disturbances: readonly (keyof Shape & string)[];
  schema: z.ZodObject<{ family: z.ZodLiteral<Family> } & Shape, z.core.$strict>;
  build(settings: { family: Family } & z.output<z.ZodObject<Shape>>, input: NetworkInput): Network;
}

/** Runs the layers one after the other. */
export function sequential(layers: readonly Layer[]): Network {
  return {
    layers,
    variables: layers.flatMap((layer) => layer.variables),
    apply: (ops, x, context) => applyInTurn(layers, ops, x, context),
  };
}
