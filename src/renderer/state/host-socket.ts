// A WebSocket to the host that comes back by itself after a lost connection.
import type { EpochBatch } from '../../core/run/job';
import type { WorkbenchEvent } from '../../workbench/contract/events';

export interface HostMessage {
  event?: WorkbenchEvent;
  batch?: EpochBatch;
}

export type PageMessage = { follow: string } | { unfollow: string };

export interface HostSocket {
  /** Sends if connected; what must outlive a lost connection is sent again by `onOpen`. */
  send(message: PageMessage): void;
  onConnection(listener: (connected: boolean) => void): () => void;
}

const firstRetryMs = 500;
const longestRetryMs = 5000;

export function createHostSocket(
  address: string,
  { onMessage, onOpen }: { onMessage(message: HostMessage): void; onOpen(send: HostSocket['send']): void },
): HostSocket {
  const listeners = new Set<(connected: boolean) => void>();
  const tell = (connected: boolean) => {
    for (const listener of [...listeners]) listener(connected);
  };
  let socket: WebSocket;
  let retryMs = firstRetryMs;
  const send = (message: PageMessage) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  const connect = () => {
    socket = new WebSocket(address);
    socket.addEventListener('open', () => {
      retryMs = firstRetryMs;
      onOpen(send);
      tell(true);
    });
    socket.addEventListener('message', ({ data }) => onMessage(JSON.parse(String(data)) as HostMessage));
    socket.addEventListener('close', () => {
      tell(false);
      setTimeout(connect, retryMs);
      retryMs = Math.min(longestRetryMs, retryMs * 2);
    });
  };
  connect();
  return {
    send,
    onConnection(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
