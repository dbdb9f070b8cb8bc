// Several trainings that measure something: begun, shown while they go, and ended by Ctrl-C with what is measured.
import { type ErrorReport, reviveError } from '../core/errors';
import type { WorkbenchEvent } from '../workbench/contract/events';
import { createProgress, type Progress } from './progress';
import { type ExitCode, exitCodes, type Session } from './session';

/** A service of the workbench that measures. */
interface Measuring<Input, State> {
  begin(input: Input): Promise<State>;
  ended(): Promise<State | null>;
  cancel(): Promise<void>;
}

export interface ConductOptions {
  /** Trainings, as the progress counts them. */
  planned: number;
  quiet: boolean | undefined;
  /** Shows an event of the workbench; called with each of them. */
  show(event: WorkbenchEvent, progress: Progress): void;
}

/** Resolves with the last state and the exit code for it; throws what the measuring failed with. */
export async function conductExperiment<Input, State extends { error: unknown }>(
  session: Session,
  service: Measuring<Input, State>,
  input: Input,
  { planned, quiet = false, show }: ConductOptions,
): Promise<{ state: State; exitCode: ExitCode }> {
  const workbench = await session.connect();
  const progress = createProgress(session.terminal, planned, quiet);
  let interrupted = false;
  const ends = [
    workbench.onEvent((event) => show(event, progress)),
    session.onInterrupt(() => {
      interrupted = true;
      void service.cancel();
    }),
  ];
  try {
    const first = await service.begin(input);
    // Ctrl-C may have come before there was anything to cancel.
    if (interrupted) await service.cancel();
    const state = (await service.ended()) ?? first;
    if (state.error) throw reviveError(state.error as ErrorReport);
    return { state, exitCode: interrupted ? exitCodes.interrupted : exitCodes.done };
  } finally {
    for (const end of ends) end();
    progress.end();
  }
}
