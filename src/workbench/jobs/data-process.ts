// The data process: started when a file is first looked at, kept, and started anew if it dies.
import { type ErrorReport, HoneError, reviveError } from '../../core/errors';
import type { Recipe } from '../../core/recipe/recipe';
import type { PreparePreview } from '../../core/run/preparation';
import type { Preview, ReadSettings } from '../../core/run/preview';
import type { Profile } from '../../core/run/profile';
import type { SeriesDescription } from '../../core/run/series-description';
import type { Understanding } from '../../core/run/understanding';
import {
  type DataEvent,
  type DataProgress,
  type DataRequest,
  dataEventSchema,
} from '../../data/process/messages';
import type { Child, Launch } from './child';

export interface Inspection {
  settings: ReadSettings;
  /** Folder of the project's cache. */
  cache: string;
  onProgress(progress: DataProgress): void;
}

export interface DataProcess {
  /** HoneError with the place where the file is at fault, or `cancelled`. */
  inspect(file: string, inspection: Inspection): Promise<Profile>;
  /** What goes with the recipe's target and what is wrong with the data; `test` is a separate test file. */
  understand(
    file: string,
    options: Inspection & {
      recipe: Recipe;
      test: string | null;
      profile: Pick<Profile, 'rows' | 'columns'> | null;
    },
  ): Promise<Understanding>;
  /** One column before and after the recipe's preparation. HoneError where the data does not fit the recipe. */
  prepare(file: string, options: Inspection & { recipe: Recipe; column: string }): Promise<PreparePreview>;
  /** The table as a time series, as the recipe reads it. HoneError where it does not fit. */
  describeSeries(file: string, options: Inspection & { recipe: Recipe }): Promise<SeriesDescription>;
  /** The first rows, at once however large the file. */
  preview(file: string, settings: ReadSettings): Promise<Preview>;
  /** Ends the inspection of a file and the look at its data, if they are under way. */
  cancel(file: string): void;
  close(): void;
}

interface Waiting {
  file: string;
  take(event: DataEvent): void;
  reject(error: Error): void;
}

type Unnumbered = DataRequest extends infer Request
  ? Request extends { kind: 'inspect' | 'understand' | 'prepare' | 'describe-series' | 'preview' }
    ? Omit<Request, 'id'>
    : never
  : never;

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
    if (event.kind !== 'progress') waiting.delete(event.id);
    if (event.kind === 'failed') caller.reject(reviveError(event.error as ErrorReport));
    else caller.take(event);
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
  /** Sends a request; `read` gets what comes back until it is answered. */
  const ask = <Value>(
    request: Unnumbered,
    read: (event: DataEvent, resolve: (value: Value) => void) => void,
  ) => {
    requests += 1;
    const id = requests;
    return new Promise<Value>((resolve, reject) => {
      child ??= start();
      waiting.set(id, { file: request.path, take: (event) => read(event, resolve), reject });
      child.send({ ...request, id } satisfies DataRequest);
    });
  };

  return {
    inspect: (path, { settings, cache, onProgress }) =>
      ask<Profile>({ kind: 'inspect', path, settings, cache }, (event, resolve) => {
        if (event.kind === 'progress') onProgress(event);
        if (event.kind === 'inspected') resolve(event.profile);
      }),
    understand: (path, { onProgress, ...options }) =>
      ask<Understanding>({ kind: 'understand', path, ...options }, (event, resolve) => {
        if (event.kind === 'progress') onProgress(event);
        if (event.kind === 'understood') resolve(event.understanding);
      }),
    prepare: (path, { onProgress, ...options }) =>
      ask<PreparePreview>({ kind: 'prepare', path, ...options }, (event, resolve) => {
        if (event.kind === 'progress') onProgress(event);
        if (event.kind === 'prepared') resolve(event.preview);
      }),
    describeSeries: (path, { onProgress, ...options }) =>
      ask<SeriesDescription>({ kind: 'describe-series', path, ...options }, (event, resolve) => {
        if (event.kind === 'progress') onProgress(event);
        if (event.kind === 'series-described') resolve(event.description);
      }),
    preview: (path, settings) =>
      ask<Preview>({ kind: 'preview', path, settings }, (event, resolve) => {
        if (event.kind === 'previewed') resolve(event.preview);
      }),
    cancel(file) {
      for (const [id, caller] of waiting) {
        if (caller.file === file) child?.send({ kind: 'cancel', id } satisfies DataRequest);
      }
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
