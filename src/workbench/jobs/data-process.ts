// The data process: started when a file is first looked at, kept, and started anew if it dies.
import { type ErrorReport, HoneError, reviveError } from '../../core/errors';
import type { Dialect } from '../../core/recipe/dialect';
import type { Profile } from '../../core/run/profile';
import { type DataRequest, dataEventSchema } from '../../data/process/messages';
import type { Child, Launch } from './child';

export interface DataProcess {
  /** HoneError with the place where the file is at fault. `onProgress` gets shares from 0 to 1. */
  inspect(file: string, dialect: Dialect | undefined, onProgress: (share: number) => void): Promise<Profile>;
  close(): void;
}

interface Waiting {
  resolve(profile: Profile): void;
  reject(error: Error): void;
  onProgress(share: number): void;
}

export function createDataProcess(launch: Launch, logFile: string): DataProcess {
  const waiting = new Map<number, Waiting>();
  let child: Child | null = null;
  let requests = 0;

  const take = (message: unknown) => {
    const parsed = dataEventSchema.safeParse(message);
    if (!parsed.success || parsed.data.kind === 'ready') return;
    const event = parsed.data;
    const caller = waiting.get(event.id);
    if (!caller) return;
    if (event.kind === 'progress') return caller.onProgress(event.share);
    waiting.delete(event.id);
    if (event.kind === 'inspected') caller.resolve(event.profile);
    else caller.reject(reviveError(event.error as ErrorReport));
  };
  const start = () => {
    const started = launch('data', 'data', logFile);
    started.onMessage(take);
    started.onExit(() => {
      if (child !== started) return;
      child = null;
      for (const caller of waiting.values()) caller.reject(died(logFile));
      waiting.clear();
    });
    return started;
  };

  return {
    inspect(file, dialect, onProgress) {
      requests += 1;
      const id = requests;
      return new Promise((resolve, reject) => {
        child ??= start();
        waiting.set(id, { resolve, reject, onProgress });
        child.send({ kind: 'inspect', id, path: file, ...(dialect && { dialect }) } satisfies DataRequest);
      });
    },
    close() {
      const before = child;
      child = null;
      for (const caller of waiting.values())
        caller.reject(new HoneError('cancelled', 'Hone is being closed.'));
      waiting.clear();
      before?.kill();
    },
  };
}

function died(logFile: string): HoneError {
  return new HoneError('internal', 'The process that reads files ended before it was done.', {
    place: { file: logFile },
    fix: 'Try again; if the file is very large, close other programs first, since memory may have run out.',
  });
}
