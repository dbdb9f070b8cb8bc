// The contract of a step over all prepared number columns: it makes new columns of them, or keeps some.
import type { z } from 'zod';
import type { TrainingTarget } from '../../preparation/training-target';
import type { Random } from '../../random';
import type { Ops, Tensor } from '../../tensor';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

/** Prepared training rows, row by row. */
export interface Matrix {
  rows: number;
  width: number;
  values: Float64Array;
}

/** What columns are called, and how many of them, in front, are measured on a scale instead of being 0 or 1. */
export interface StepColumns {
  names: readonly string[];
  continuous: number;
}

export interface StepInput extends StepColumns {
  x: Matrix;
  /** What is to be predicted, row by row of `x`. */
  target(): TrainingTarget;
  random: Random;
}

/** What was learned: plain numbers and lists of them, so that it survives JSON. */
export type FittedStep = Record<string, number | number[] | number[][]>;

export interface FeatureStep {
  /** Looks at no more rows than this, a random sample of them; all unless given. */
  mostRows?: number;
  /** Learns from the training rows. Throws a HoneError where nothing would be left or the step would be too large. */
  fit(input: StepInput): FittedStep;
  columns(fitted: FittedStep, given: StepColumns): StepColumns;
  /** x [rows, columns] to [rows, other columns]; no op may hold the number of rows. */
  transform(ops: Ops, x: Tensor, fitted: FittedStep): Tensor;
  /** What was learned, as a sentence for people. */
  tell(fitted: FittedStep, given: StepColumns): string;
}

export function defineFeatureStep<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): FeatureStep },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): FeatureStep }>(choice);
}

/** One column of a matrix. */
export function columnOf({ rows, width, values }: Matrix, column: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => values[row * width + column] as number);
}
