// Work of the workbench that is not training: its progress on stderr, and Ctrl-C ends it.
import { HoneError } from '../core/errors';
import { createProgress } from './progress';
import type { Session } from './session';

export interface WatchOptions {
  quiet: boolean | undefined;
  /** What Ctrl-C does. */
  cancel(): unknown;
}

/** Does the work; HoneError `cancelled` where Ctrl-C kept it from its end. */
export async function watchWork<Value>(
  session: Session,
  { quiet = false, cancel }: WatchOptions,
  work: () => Promise<Value>,
): Promise<Value> {
  const workbench = await session.connect();
  const progress = createProgress(session.terminal, 1, quiet);
  let interrupted = false;
  const ends = [
    workbench.onEvent((event) => {
      if (event.kind === 'workProgressed') progress.work(event);
    }),
    session.onInterrupt(() => {
      interrupted = true;
      void cancel();
    }),
  ];
  try {
    return await work();
  } catch (error) {
    if (!interrupted) throw error;
    throw new HoneError('cancelled', 'Stopped by Ctrl-C; nothing is kept.', { cause: error });
  } finally {
    for (const end of ends) end();
    progress.end();
  }
}
