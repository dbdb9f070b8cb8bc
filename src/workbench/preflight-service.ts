// The checks before a training on request, one at a time, in a process of their own.
import { type ErrorReport, HoneError, reviveError } from '../core/errors';
import type { Recipe } from '../core/recipe/recipe';
import type { Preflight } from '../core/run/preflight';
import type { WorkbenchEvent } from './contract/events';
import type { Launch } from './jobs/child';
import { startTrainerProcess, type TrainerProcess } from './jobs/trainer-process';

export interface PreflightService {
  /** HoneError `request-invalid` while other checks are under way, `cancelled` if these are ended. */
  run(input: { data: string; recipe: Recipe }): Promise<Preflight>;
  cancel(): Promise<void>;
}

export interface PreflightOptions {
  launch: Launch;
  logFile: string;
  emit(event: WorkbenchEvent): void;
}

export function createPreflights({ launch, logFile, emit }: PreflightOptions): PreflightService {
  let process: TrainerProcess | null = null;
  let cancelled = false;
  return {
    async run({ data, recipe }) {
      if (process) {
        throw new HoneError('request-invalid', 'Checks are under way already.', {
          fix: 'Wait until they have ended, or cancel them.',
        });
      }
      let preflight: Preflight | null = null;
      let phase = 'checking';
      cancelled = false;
      process = startTrainerProcess({
        launch,
        label: 'preflight',
        logFile,
        job: { kind: 'preflight', recipe, data },
        onEvent(event) {
          if (event.kind === 'checked') preflight = event.preflight;
          if (event.kind !== 'progress') return;
          phase = event.phase;
          emit({ kind: 'workProgressed', phase, share: event.share });
        },
      });
      const ending = await process.ended;
      process = null;
      emit({ kind: 'workProgressed', phase, share: 1 });
      if (preflight) return preflight;
      if (cancelled) throw new HoneError('cancelled', 'The checks were cancelled.');
      if (ending.kind === 'said' && ending.event.kind === 'failed')
        throw reviveError(ending.event.error as ErrorReport);
      throw new HoneError(
        'training-failed',
        `The process for the checks ${ending.kind === 'lost' ? ending.reason : 'ended without a result'}.`,
        { place: { file: logFile }, fix: 'Try again; the named file holds what the process said last.' },
      );
    },
    async cancel() {
      cancelled = true;
      const ending = process?.ended;
      process?.kill();
      await ending;
    },
  };
}
