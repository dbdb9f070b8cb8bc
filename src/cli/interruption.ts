// Ctrl-C: the first asks the command to stop well, the second ends the process at once.
import { exitCodes, type Session } from './session';

/** Listens for SIGINT and SIGTERM for the whole life of the process. */
export function createInterruption(): Session['onInterrupt'] {
  let listener: (() => void) | null = null;
  const interrupt = () => {
    const stop = listener;
    listener = null;
    if (stop) stop();
    else process.exit(exitCodes.interrupted);
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return (next) => {
    listener = next;
    return () => {
      if (listener === next) listener = null;
    };
  };
}
