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

/** More looks than pixels show nothing more. */
const most = 600;
const publishMs = 500;
const empty: Readonly<Record<Phase, Looks>> = { pretraining: [], training: [] };

interface Kept {
  looks: Telemetry[];
  /** Of so many looks one is kept; doubled each time there are too many. */
  stride: number;
  count: number;
  last: Telemetry | null;
}

const nobody = (): Kept => ({ looks: [], stride: 1, count: 0, last: null });

export function createTelemetryLog(): TelemetryLog {
  const shown = createStore(empty);
  let held: Record<Phase, Kept> = { pretraining: nobody(), training: nobody() };
  let timer: ReturnType<typeof setTimeout> | null = null;
  const publish = () => {
    timer = null;
    shown.set(() => ({ pretraining: withLast(held.pretraining), training: withLast(held.training) }));
  };
  return {
    shown,
    append(looks) {
      for (const look of looks) keep(held[look.phase], look);
      // The first are shown at once, so that a run that is opened never looks as if it had none.
      if (shown.get() === empty && looks.length > 0) publish();
      else if (looks.length > 0) timer ??= setTimeout(publish, publishMs);
    },
    clear() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      held = { pretraining: nobody(), training: nobody() };
      shown.set(() => empty);
    },
  };
}

function keep(kept: Kept, look: Telemetry): void {
  if (look.epoch <= (kept.last?.epoch ?? 0)) return;
  if (kept.count % kept.stride === 0) kept.looks.push(look);
  kept.count += 1;
  kept.last = look;
  if (kept.looks.length <= most) return;
  kept.looks = kept.looks.filter((_, i) => i % 2 === 0);
  kept.stride *= 2;
}

/** The newest look is always there. */
function withLast({ looks, last }: Kept): Looks {
  return last && looks.at(-1) !== last ? [...looks, last] : [...looks];
}
