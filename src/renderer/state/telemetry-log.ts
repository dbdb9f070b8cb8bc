// The looks into the layers of the run in view, oldest first, each phase by itself.
import type { Telemetry } from '../../core/run/telemetry';
import { createStore, type Store } from './store';

export type Phase = Telemetry['phase'];
export type Looks = readonly Telemetry[];

export interface TelemetryLog {
  /** Replaced at most twice a second while looks come in. */
  shown: Store<Readonly<Record<Phase, Looks>>>;
  /** Takes the looks that come after the last one it has of their phase. */
  append(looks: readonly Telemetry[]): void;
  clear(): void;
}

const empty: Readonly<Record<Phase, Looks>> = { pretraining: [], training: [] };
const publishMs = 500;

export function createTelemetryLog(): TelemetryLog {
  const shown = createStore(empty);
  let held: Record<Phase, Telemetry[]> = { pretraining: [], training: [] };
  let timer: ReturnType<typeof setTimeout> | null = null;
  const publish = () => {
    timer = null;
    shown.set(() => ({ pretraining: [...held.pretraining], training: [...held.training] }));
  };
  return {
    shown,
    append(looks) {
      for (const look of looks) {
        const own = held[look.phase];
        if (look.epoch > (own.at(-1)?.epoch ?? 0)) own.push(look);
      }
      if (looks.length > 0) timer ??= setTimeout(publish, publishMs);
    },
    clear() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      held = { pretraining: [], training: [] };
      shown.set(() => empty);
    },
  };
}
