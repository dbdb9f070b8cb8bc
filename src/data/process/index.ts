// The data process: reads and profiles files, so that the window never waits for a disk.
import { statSync } from 'node:fs';
import { HoneError, reportError } from '../../core/errors';
import { describeSeries } from '../../core/series/describe-series';
import { openTable } from '../cache/cached-table';
import { readingCancelled } from '../file-scan';
import { inspectFile, requireLearnable } from '../inspect-file';
import { previewPreparation } from '../prepare-preview';
import { previewTable } from '../preview-table';
import { type DataEvent, type DataProgress, type DataRequest, dataRequestSchema } from './messages';
import { understandFile } from '../understanding/understand-file';
import { connectParent } from './parent-port';

const PROGRESS_INTERVAL_MS = 50;

type Request<Kind extends DataRequest['kind']> = Extract<DataRequest, { kind: Kind }>;

const port = connectParent();
const send = (event: DataEvent) => port.send(event);
/** What is under way or waits, by request. */
const active = new Map<number, AbortController>();

async function answer(id: number, work: () => Promise<DataEvent>): Promise<void> {
  try {
    send(await work());
  } catch (error) {
    if (!(error instanceof HoneError)) process.stderr.write(`${String((error as Error)?.stack ?? error)}\n`);
    send({ kind: 'failed', id, error: reportError(error) });
  }
}

async function inspect({ id, path, settings, cache }: Request<'inspect'>): Promise<DataEvent> {
  const signal = active.get(id)?.signal;
  const tell = progressOf(id, path, signal);
  const reading = { ...settings, signal, onProgress: (share: number) => tell('reading', share) };
  const profile = await inspectFile(path, settings.dialect, undefined, {
    open: (file) => openTable(file, reading, cache, (read) => requireLearnable(file, read)),
    onColumns: (share) => tell('profiling', share),
  });
  return { kind: 'inspected', id, profile };
}

async function understand({
  id,
  path,
  settings,
  cache,
  test,
  recipe,
  profile,
}: Request<'understand'>): Promise<DataEvent> {
  const signal = active.get(id)?.signal;
  const tell = progressOf(id, path, signal);
  // Further files are part of the data alone, as in a training.
  const { append: _, ...testSettings } = settings;
  const understanding = await understandFile(
    { path, test, recipe, profile },
    {
      open: (file, onProgress) =>
        openTable(file, { ...(file === test ? testSettings : settings), signal, onProgress }, cache),
      onProgress: tell,
      signal,
    },
  );
  return { kind: 'understood', id, understanding };
}

async function prepare({
  id,
  path,
  settings,
  cache,
  recipe,
  column,
}: Request<'prepare'>): Promise<DataEvent> {
  const signal = active.get(id)?.signal;
  const tell = progressOf(id, path, signal);
  const onProgress = (share: number) => tell('reading', share);
  const { table } = await openTable(path, { ...settings, signal, onProgress }, cache);
  return { kind: 'prepared', id, preview: previewPreparation(table, recipe, column) };
}

async function describe({
  id,
  path,
  settings,
  cache,
  recipe,
}: Request<'describe-series'>): Promise<DataEvent> {
  const signal = active.get(id)?.signal;
  const tell = progressOf(id, path, signal);
  const onProgress = (share: number) => tell('reading', share);
  const { table } = await openTable(path, { ...settings, signal, onProgress }, cache);
  return { kind: 'series-described', id, description: describeSeries(table, recipe) };
}

/** What reads a whole file. */
function work(
  request: Request<'inspect' | 'understand' | 'prepare' | 'describe-series'>,
): Promise<DataEvent> {
  switch (request.kind) {
    case 'inspect':
      return inspect(request);
    case 'understand':
      return understand(request);
    case 'prepare':
      return prepare(request);
    case 'describe-series':
      return describe(request);
  }
}

/** Tells shares and bytes from time to time; throws `cancelled` where the signal says so. */
function progressOf(id: number, path: string, signal: AbortSignal | undefined) {
  const total = sizeOf(path);
  let sentAt = 0;
  return (phase: DataProgress['phase'], share: number) => {
    if (signal?.aborted) throw readingCancelled();
    const now = Date.now();
    if (now - sentAt < PROGRESS_INTERVAL_MS) return;
    sentAt = now;
    const done = phase === 'reading' ? Math.round(share * total) : total;
    send({ kind: 'progress', id, phase, share, bytes: { done, total } });
  };
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/** One whole file at a time, in the order of the requests: two at once would need twice the memory. */
let last: Promise<void> = Promise.resolve();

function take(request: DataRequest): void {
  switch (request.kind) {
    case 'cancel':
      active.get(request.id)?.abort();
      return;
    case 'preview':
      void answer(request.id, async () => ({
        kind: 'previewed',
        id: request.id,
        preview: await previewTable(request.path, request.settings),
      }));
      return;
    case 'inspect':
    case 'understand':
    case 'prepare':
    case 'describe-series':
      active.set(request.id, new AbortController());
      last = last
        .then(() => answer(request.id, () => work(request)))
        .finally(() => active.delete(request.id));
  }
}

port.onMessage((message) => {
  const request = dataRequestSchema.safeParse(message);
  if (request.success) return take(request.data);
  const id = (message as { id?: unknown } | null)?.id;
  send({
    kind: 'failed',
    id: Number.isInteger(id) ? (id as number) : -1,
    error: {
      code: 'request-invalid',
      message: 'The data process got a message that is no request.',
      place: {},
    },
  });
});
// Ctrl-C reaches the whole group of processes; the workbench decides what it means.
process.on('SIGINT', () => {});
port.onClose(() => process.exit(0));
send({ kind: 'ready' });
