// What the workbench has ordered, as the training loop asks for it between two calls into TensorFlow.
import type { Order } from '../engine/train/fit';

export type OrderCommand = 'pause' | 'resume' | 'stop' | 'cancel';

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
  /** Answers after pending messages were received; waits while paused. */
  next(): Promise<Order>;
  /** Whether a stop or a cancel has been ordered. */
  pending(): Order;
}

/** `onPause` is called when the loop really stands still, and when it goes on. */
export function createOrders(onPause: (paused: boolean) => void): Orders {
  let ending: 'stop' | 'cancel' | null = null;
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
      paused = command === 'pause';
      if (!paused) wake?.();
    },
    async next() {
      // Training blocks this process, so messages come in only while the loop yields.
      await new Promise((resolve) => setImmediate(resolve));
      if (paused && ending === null) {
        onPause(true);
        while (paused && ending === null) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        onPause(false);
      }
      return ending ?? 'go';
    },
    pending: () => ending ?? 'go',
  };
}
