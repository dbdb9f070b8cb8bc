// What the workbench has ordered, as the training loop asks for it between two calls into TensorFlow.
import type { Order } from '../engine/train/fit';

/** `skip` ends pre-training; in training it is a stop. */
export type OrderCommand = 'pause' | 'resume' | 'stop' | 'cancel' | 'skip';

/** A recipe value to change while the run is going. */
export interface ChangeOrder {
  path: string;
  value: number;
}

export interface Orders {
  /** Takes a command at once; the loop hears of it at its next question. */
  give(command: OrderCommand): void;
  /** Takes a change, which the loop fetches before its next epoch. */
  change(order: ChangeOrder): void;
  /** The changes since this was last asked. */
  takeChanges(): ChangeOrder[];
  /** Whether the last stop was a skip, which is spent by asking. */
  takeSkip(): boolean;
  /** Answers after pending messages were received; waits while paused. */
  next(): Promise<Order>;
  /** Whether a stop or a cancel has been ordered. */
  pending(): Order;
}

/** `onPause` is called when the loop really stands still, and when it goes on. */
export function createOrders(onPause: (paused: boolean) => void): Orders {
  let ending: 'stop' | 'cancel' | null = null;
  let skipping = false;
  let paused = false;
  let wake: (() => void) | null = null;
  let changes: ChangeOrder[] = [];
  return {
    change(order) {
      changes.push(order);
    },
    takeChanges() {
      const taken = changes;
      changes = [];
      return taken;
    },
    give(command) {
      if (command === 'cancel' || (command === 'stop' && ending === null)) ending = command;
      if (command === 'skip') skipping = true;
      paused = command === 'pause';
      if (!paused) wake?.();
    },
    async next() {
      // Training blocks this process, so messages come in only while the loop yields.
      await new Promise((resolve) => setImmediate(resolve));
      if (paused && ending === null && !skipping) {
        onPause(true);
        while (paused && ending === null && !skipping) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        onPause(false);
      }
      return ending ?? (skipping ? 'stop' : 'go');
    },
    takeSkip() {
      const skip = skipping && ending === null;
      skipping = false;
      return skip;
    },
    pending: () => ending ?? (skipping ? 'stop' : 'go'),
  };
}
