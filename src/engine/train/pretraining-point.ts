// A moment within pre-training, and what its loop asks of whoever runs it.
import type { Epoch } from '../../core/run/epoch';
import type { PretrainedStage } from '../../core/run/pretraining';
import type { Progress } from '../checkpoint/checkpoint';
import type { Order } from './fit';
import type { StateValues } from './state';

/** A moment within pre-training: what a later process goes on from. */
export interface PretrainingPoint {
  /** Number of the autoencoder in training, from 0. */
  stage: number;
  /** Those before it. */
  stages: readonly PretrainedStage[];
  /** Variables of their encoders, as `variable/…`. */
  encoder: StateValues;
  progress: Progress;
  state: StateValues;
  /** Variables of the best epoch of this autoencoder, in its network's order. */
  best: StateValues;
}

export interface PretrainHooks {
  /** As in training; `skip` ends pre-training alone. */
  nextOrder(): Promise<Order | 'skip'>;
  /** Epochs count on from one autoencoder to the next. */
  onEpoch(epoch: Epoch, planned: number): void;
  /** After each epoch. */
  onCheckpoint(point: () => PretrainingPoint): void;
}

/** How pre-training ended. `skipped`: by order; what was learned until then counts. */
export type PretrainingEnd = 'planned' | 'skipped' | 'stopped' | 'cancelled';
