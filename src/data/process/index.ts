// The data process: reads and profiles files, so that the window never waits for a disk.
import { HoneError, reportError } from '../../core/errors';
import { inspectFile } from '../inspect-file';
import { type DataEvent, type DataRequest, dataRequestSchema } from './messages';
import { connectParent } from './parent-port';

const PROGRESS_INTERVAL_MS = 50;

const port = connectParent();
const send = (event: DataEvent) => port.send(event);

async function inspect({ id, path, dialect }: DataRequest): Promise<void> {
  let sentAt = 0;
  const onProgress = (share: number) => {
    const now = Date.now();
    if (now - sentAt < PROGRESS_INTERVAL_MS) return;
    sentAt = now;
    send({ kind: 'progress', id, share });
  };
  try {
    send({ kind: 'inspected', id, profile: await inspectFile(path, dialect, onProgress) });
  } catch (error) {
    if (!(error instanceof HoneError)) process.stderr.write(`${String((error as Error)?.stack ?? error)}\n`);
    send({ kind: 'failed', id, error: reportError(error) });
  }
}

/** One file at a time, in the order of the requests: two at once would need twice the memory. */
let last: Promise<void> = Promise.resolve();

port.onMessage((message) => {
  const request = dataRequestSchema.safeParse(message);
  if (request.success) {
    last = last.then(() => inspect(request.data));
    return;
  }
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
