// The steps that columns can have of their own, and their fields in the registry.
import { listPaths } from '../../../core/recipe/paths';
import type { Recipe } from '../../../core/recipe/recipe';

export type OwnEntry = Recipe['prepare']['columns'][number];

export const ownSteps = ['imputer', 'scaler', 'encoder'] as const;
export type OwnStep = (typeof ownSteps)[number];

/** The registry's field of a step. */
export function fieldOfStep(step: OwnStep) {
  return listPaths().find(({ path }) => path === `prepare.${step}`);
}
