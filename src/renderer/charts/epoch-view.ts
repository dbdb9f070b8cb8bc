// What part of the epochs the charts show; shared, so that zooming one zooms all.
import { createStore, type Store } from '../state/store';

/** First and last epoch in view, or null for all. */
export type EpochRange = { from: number; to: number } | null;

export interface EpochView {
  range: Store<EpochRange>;
  /** Zooms around the middle: below 1 in, above 1 out. */
  zoom(factor: number, last: number): void;
  /** Moves by a share of the width in view. */
  move(share: number, last: number): void;
  reset(): void;
}

const narrowest = 4;

export function createEpochView(): EpochView {
  const range = createStore<EpochRange>(null);
  const set = (from: number, width: number, last: number) =>
    range.set(() => {
      const kept = Math.max(narrowest, width);
      if (kept >= last - 1) return null;
      const start = Math.min(last - kept, Math.max(1, from));
      return { from: start, to: start + kept };
    });
  return {
    range,
    zoom(factor, last) {
      const { from, to } = range.get() ?? { from: 1, to: last };
      const width = (to - from) * factor;
      set((from + to - width) / 2, width, last);
    },
    move(share, last) {
      const { from, to } = range.get() ?? { from: 1, to: last };
      set(from + (to - from) * share, to - from, last);
    },
    reset: () => range.set(() => null),
  };
}

/** The end of the axis: while a run is under way a round number, so that it seldom moves; else the last epoch. */
export function axisEnd(epochs: number, planned: number, running: boolean): number {
  if (!running) return Math.max(2, epochs);
  const power = 10 ** Math.floor(Math.log10(Math.max(10, epochs)));
  const round = [1, 2, 5, 10].map((digit) => digit * power).find((value) => value >= epochs) ?? epochs;
  return Math.max(2, Math.min(Math.max(planned, epochs), round));
}
