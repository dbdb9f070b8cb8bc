// Types of predict.mjs, which stays plain JavaScript because exports carry it as it is.
import type { HoneModelJson } from './hone-model';

export interface Prediction {
  prediction: string | number;
  /** By class; absent for a number. */
  probabilities?: Record<string, number>;
  /** By name, such as `q05`; present where the model predicts quantiles. */
  quantiles?: Record<string, number>;
}

export interface LoadedModel {
  predict(rows: readonly object[]): Promise<Prediction[]>;
  dispose(): void;
}

export type ModelSource =
  | string
  | URL
  | Readonly<Record<string, unknown>>
  | ((file: string) => Promise<unknown>);

export const missingSpellings: readonly string[];
export function loadHoneModel(tf: object, source: ModelSource): Promise<LoadedModel>;
export function encodeRows(
  description: Pick<HoneModelJson, 'numbers' | 'categories'>,
  rows: readonly object[],
): { centred: Float32Array; codes: { node: string; values: Int32Array }[] };
