// One trainer process with its one job: what it says, checked, and how it ended.
import { type Job, type TrainerCommand, type TrainerEvent, trainerEventSchema } from '../../core/run/job';
import type { Child, Launch } from './child';

/** How a process ended: with its closing word, or without one. */
export type Ending =
  | { kind: 'said'; event: Extract<TrainerEvent, { kind: 'done' | 'failed' }> }
  /** Died, could not be started, or did not speak the protocol; `reason` completes "the trainer …". */
  | { kind: 'lost'; reason: string };

export interface TrainerProcess {
  command(kind: Exclude<TrainerCommand['kind'], 'start' | 'change'>): void;
  /** Changes a value of the recipe from the next epoch on. */
  change(path: string, value: number): void;
  /** Ends the process at once. */
  kill(): void;
  /** Resolves once; no event is reported after it. */
  ended: Promise<Ending>;
}

export interface TrainerProcessOptions {
  launch: Launch;
  label: string;
  logFile: string | null;
  job: Job;
  /** Everything but `ready`, `done` and `failed`. */
  onEvent(event: TrainerEvent): void;
}

/** A process that said its last word gets this long to leave by itself. */
const LEAVE_MS = 5000;
/** More unreadable messages than this, and the process is not ours. */
const GARBAGE_LIMIT = 20;

export function startTrainerProcess(options: TrainerProcessOptions): TrainerProcess {
  let child: Child;
  try {
    child = options.launch('trainer', options.label, options.logFile);
  } catch (error) {
    const reason = `could not be started (${error instanceof Error ? error.message : String(error)})`;
    const deaf = () => {};
    return { command: deaf, change: deaf, kill: deaf, ended: Promise.resolve({ kind: 'lost', reason }) };
  }
  // What is ordered before the process is ready waits until it has its job.
  let waiting: TrainerCommand[] | null = [];
  const send = (command: TrainerCommand) => (waiting ? waiting.push(command) : child.send(command));
  const begin = () => {
    child.send({ kind: 'start', job: options.job } satisfies TrainerCommand);
    for (const command of waiting ?? []) child.send(command);
    waiting = null;
  };
  const ended = listen(child, begin, options.onEvent);
  return {
    command: (kind) => send({ kind }),
    change: (path, value) => send({ kind: 'change', path, value }),
    kill: () => child.kill(),
    ended,
  };
}

function listen(child: Child, begin: () => void, onEvent: TrainerProcessOptions['onEvent']): Promise<Ending> {
  return new Promise((resolve) => {
    let over = false;
    let garbage = 0;
    const end = (ending: Ending) => {
      over = true;
      resolve(ending);
    };
    const refuse = () => {
      garbage += 1;
      if (garbage <= GARBAGE_LIMIT) return;
      end({ kind: 'lost', reason: 'sent messages that Hone does not understand' });
      child.kill();
    };
    child.onMessage((message) => {
      if (over) return;
      const parsed = trainerEventSchema.safeParse(message);
      if (!parsed.success) return refuse();
      const event = parsed.data;
      if (event.kind === 'ready') return begin();
      if (event.kind !== 'done' && event.kind !== 'failed') return onEvent(event);
      end({ kind: 'said', event });
      setTimeout(() => child.kill(), LEAVE_MS).unref();
    });
    child.onExit((code, signal) => {
      if (!over) end({ kind: 'lost', reason: exitReason(code, signal) });
    });
  });
}

function exitReason(code: number | null, signal: string | null): string {
  if (signal)
    return `was ended by ${signal}${signal === 'SIGKILL' ? ', perhaps because memory ran out' : ''}`;
  if (code === null) return 'could not be started';
  // Electron at times tells 0 for a process that a signal ended, so that 0 says nothing here.
  return code === 0 ? 'ended without saying why' : `ended with exit code ${code}`;
}
