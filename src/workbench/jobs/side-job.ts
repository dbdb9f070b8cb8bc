// Work of a trainer process that is not training: predicting, exporting, looking at the machine.
import { type ErrorReport, HoneError, reviveError } from '../../core/errors';
import type { Job, TrainJob, TrainerEvent } from '../../core/run/job';
import type { Launch } from './child';
import { startTrainerProcess, type TrainerProcess } from './trainer-process';

export type SideJob = Exclude<Job, TrainJob>;
export type Done = Extract<TrainerEvent, { kind: 'done' }>;

export interface SideJobs {
  /** Does the job in a process of its own. HoneError if it fails. */
  run(job: SideJob, onEvent: (event: TrainerEvent) => void): Promise<Done>;
  /** Ends what is under way; its callers get a HoneError `cancelled`. */
  close(): Promise<void>;
}

/** `logFile` takes the error output of all of them. */
export function createSideJobs(launch: Launch, logFile: string): SideJobs {
  const running = new Map<TrainerProcess, Promise<unknown>>();
  let closed = false;
  return {
    async run(job, onEvent) {
      if (closed) throw cancelled();
      const process = startTrainerProcess({ launch, label: job.kind, logFile, job, onEvent });
      running.set(process, process.ended);
      const ending = await process.ended;
      running.delete(process);
      if (ending.kind === 'said' && ending.event.kind === 'done') return ending.event;
      if (ending.kind === 'said' && ending.event.kind === 'failed')
        throw reviveError(ending.event.error as ErrorReport);
      if (closed) throw cancelled();
      const reason = ending.kind === 'lost' ? ending.reason : '';
      throw new HoneError('internal', `The process for this work ${reason}.`, {
        place: { file: logFile },
        fix: 'Try again; the named file holds what the process said last.',
      });
    },
    async close() {
      closed = true;
      for (const process of running.keys()) process.kill();
      await Promise.all(running.values());
    },
  };
}

function cancelled(): HoneError {
  return new HoneError('cancelled', 'Hone is being closed.');
}
