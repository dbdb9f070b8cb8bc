// A queue for work of which only so much may run at once.

export interface Slots {
  /** Resolves with the function that frees the slot, when one is free; first come, first served. */
  take(): Slot;
}

export interface Slot {
  /** Resolves to true when the slot is this one's, to false if it was given up before. */
  ready: Promise<boolean>;
  /** Frees the slot, or leaves the queue. May be called more than once. */
  free(): void;
}

export function createSlots(count: number): Slots {
  let taken = 0;
  const queue: (() => void)[] = [];
  const advance = () => {
    while (taken < count) {
      const next = queue.shift();
      if (!next) return;
      next();
    }
  };
  return {
    take() {
      let state: 'waiting' | 'holding' | 'freed' = 'waiting';
      let answer: (holding: boolean) => void = () => {};
      const ready = new Promise<boolean>((resolve) => {
        answer = resolve;
      });
      queue.push(() => {
        if (state === 'freed') return;
        state = 'holding';
        taken += 1;
        answer(true);
      });
      advance();
      return {
        ready,
        free() {
          if (state === 'holding') taken -= 1;
          if (state === 'waiting') answer(false);
          state = 'freed';
          advance();
        },
      };
    },
  };
}

/** Threads for one more training while so many (with it) are in hand and only `slots` of them run at once. */
export function threadShare(slots: number, inHand: number): number {
  return Math.max(1, Math.floor(slots / Math.max(1, Math.min(slots, inHand))));
}
