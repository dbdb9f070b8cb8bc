// The bridge between the sandboxed page and the main process, and nothing else.
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { channels } from '../workbench/contract/channels';
import type { WorkbenchClient } from '../workbench/contract/client';

type Batch = Parameters<Parameters<WorkbenchClient['follow']>[1]>[0];
type Dropped = Awaited<ReturnType<WorkbenchClient['openDropped']>>;

interface Following {
  deliver(batch: Batch): void;
  port: MessagePort | null;
  /** Number of the last batch delivered. */
  seq: number;
}

/** By nonce: a port that comes for another one is not taken. */
const followings = new Map<string, Following>();
let droppedPaths: string[] = [];

const client: WorkbenchClient = {
  call: (name, input) => ipcRenderer.invoke(channels.call, name, input),
  onEvent(listener) {
    const relay = (_: IpcRendererEvent, event: Parameters<typeof listener>[0]) => listener(event);
    ipcRenderer.on(channels.event, relay);
    return () => {
      ipcRenderer.removeListener(channels.event, relay);
    };
  },
  follow(runId, listener) {
    const nonce = newNonce();
    followings.set(nonce, { deliver: listener, port: null, seq: -1 });
    ipcRenderer.send(channels.follow, { runId, nonce });
    return () => {
      followings.get(nonce)?.port?.close();
      followings.delete(nonce);
      ipcRenderer.send(channels.unfollow, nonce);
    };
  },
  async openDropped() {
    const paths = droppedPaths;
    droppedPaths = [];
    if (paths.length > 0) return (await ipcRenderer.invoke(channels.dropped, paths)) as Dropped;
    const message = 'Nothing that can be opened was dropped.';
    return { ok: false, error: { code: 'file-not-found', message, place: {}, fix: 'Drop files of tables.' } };
  },
};

function newNonce(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}

function deliver(nonce: string, batch: Batch): void {
  const following = followings.get(nonce);
  if (!following || batch.seq <= following.seq) return;
  following.seq = batch.seq;
  following.deliver(batch);
}

ipcRenderer.on(channels.stream, ({ ports }, { nonce, offset }: { nonce: string; offset: number }) => {
  const [port] = ports;
  const following = followings.get(nonce);
  if (!port || !following) return port?.close();
  following.port?.close();
  following.port = port;
  port.onmessage = ({ data }: MessageEvent<Batch>) => deliver(nonce, { ...data, seq: data.seq + offset });
});

ipcRenderer.on(channels.streamEnd, (_, { nonce, last }: { nonce: string; last: Batch | null }) => {
  const following = followings.get(nonce);
  if (!following) return;
  following.port?.close();
  following.port = null;
  if (last) deliver(nonce, last);
});

// The page's own copy of a dropped file knows no path; only a real drop, seen here, tells it.
window.addEventListener(
  'drop',
  (event) => {
    const files = event.isTrusted ? [...(event.dataTransfer?.files ?? [])] : [];
    droppedPaths = files.map(pathOf).filter((path) => path !== '');
  },
  { capture: true },
);

/** Electron before 32 put the path onto the file itself. */
function pathOf(file: File): string {
  return (
    (webUtils as typeof webUtils | undefined)?.getPathForFile(file) ??
    (file as File & { path?: string }).path ??
    ''
  );
}

contextBridge.exposeInMainWorld('hone', client);
