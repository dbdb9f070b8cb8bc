// The workbench over HTTP and a WebSocket, for the page that a Hone host serves. Wire format: src/host/server.ts.
import type { EpochBatch } from '../../core/run/job';
import type { Answer, CommandName, CommandOutput, Dataset } from '../../workbench/contract/commands';
import type { WorkbenchEvent } from '../../workbench/contract/events';
import { text } from '../i18n/text';
import type { DoorClient } from './client';
import { chooseFiles } from './choose-file';
import { createHostSocket } from './host-socket';

const tables = '.csv,.tsv,.txt,.gz,.zip,.xlsx,.parquet,.json,.jsonl,.ndjson,.arrow,.feather,text/csv';

/** Calls that ask for files, and what these are for. */
const purposes: Partial<Record<CommandName, string>> = {
  'dataset.choose': 'open',
  'dataset.append': 'append',
  'dataset.join': 'join',
  'run.predict': 'predict',
};

export function createHostClient(location: Location): DoorClient {
  const eventListeners = new Set<(event: WorkbenchEvent) => void>();
  const followers = new Map<string, Set<(batch: EpochBatch) => void>>();
  const socket = createHostSocket(socketAddress(location), {
    onMessage(message) {
      if (message.event) for (const listener of [...eventListeners]) listener(message.event);
      if (message.batch)
        for (const listener of [...(followers.get(message.batch.runId) ?? [])]) listener(message.batch);
    },
    onOpen(send) {
      for (const runId of followers.keys()) send({ follow: runId });
    },
  });

  const upload = <Output>(file: File, purpose = '') =>
    post<Output>(`/upload?name=${encodeURIComponent(file.name)}${purpose}`, file, 'application/octet-stream');

  /** Sends files that the next call asks for; answers with the refusal if there is one. */
  const offer = async (files: readonly File[], purpose: string) => {
    for (const file of files) {
      const sent = await upload<object>(file, `&for=${purpose}`);
      if (!sent.ok) return sent;
    }
    return null;
  };

  return {
    // A page has no file dialog of the platform: where the window would ask for a file, the page sends one.
    async call(name, input) {
      const purpose = purposes[name];
      if (purpose !== undefined) {
        const [file, ...others] = await chooseFiles(tables, name === 'dataset.append');
        if (!file) return { ok: true, value: null } as Answer<CommandOutput<typeof name>>;
        if (name === 'dataset.choose') return upload<CommandOutput<typeof name>>(file);
        const refused = await offer([file, ...others], purpose);
        if (refused) return refused;
      }
      return post<CommandOutput<typeof name>>(`/call/${name}`, JSON.stringify(input), 'application/json');
    },
    onEvent(listener) {
      eventListeners.add(listener);
      return () => eventListeners.delete(listener);
    },
    follow(runId, listener) {
      const listeners = followers.get(runId) ?? new Set();
      followers.set(runId, listeners);
      listeners.add(listener);
      if (listeners.size === 1) socket.send({ follow: runId });
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        followers.delete(runId);
        socket.send({ unfollow: runId });
      };
    },
    async openDropped(files) {
      const [first, ...others] = files as readonly File[];
      const opened = await upload<Dataset>(first as File);
      if (!opened.ok) return opened;
      const dataset = opened.value;
      if (others.length === 0) return { ok: true, value: { settings: {}, dataset } };
      const refused = await offer(others, 'append');
      if (refused) return refused;
      const input = { datasetId: dataset.datasetId, settings: {} };
      return post('/call/dataset.append', JSON.stringify(input), 'application/json');
    },
    onConnection: socket.onConnection,
  };
}

function socketAddress(location: Location): string {
  const protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return `${protocol}//${location.host}/events`;
}

async function post<Output>(path: string, body: BodyInit, type: string): Promise<Answer<Output>> {
  try {
    const response = await fetch(path, { method: 'POST', body, headers: { 'content-type': type } });
    if (response.status === 200) return (await response.json()) as Answer<Output>;
    // A refusal is a sentence in plain text: no session, or not this page's host.
    return {
      ok: false,
      error: { code: 'request-invalid', message: (await response.text()).trim(), place: {} },
    };
  } catch {
    const { lost, lostFix } = text.connection;
    return { ok: false, error: { code: 'internal', message: lost, place: {}, fix: lostFix } };
  }
}
