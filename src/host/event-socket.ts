// The WebSocket of a page: events and epoch batches out, follow and unfollow in.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Workbench } from '../workbench/workbench';

const pageMessageSchema = z.union([
  z.strictObject({ follow: z.string() }),
  z.strictObject({ unfollow: z.string() }),
]);

export interface EventSockets {
  /** Takes over a connection that has been let in. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

/** A page that does not read is not waited for: beyond this many unsent bytes its batches are left out. */
const MOST_UNSENT_BYTES = 4 << 20;

export function createEventSockets(workbench: Pick<Workbench, 'onEvent' | 'follow'>): EventSockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  return {
    accept: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (page) => serve(page, workbench)),
    close() {
      for (const page of server.clients) page.terminate();
      server.close();
    },
  };
}

function serve(page: WebSocket, workbench: Pick<Workbench, 'onEvent' | 'follow'>): void {
  const follows = new Map<string, () => void>();
  const send = (message: unknown) => page.send(JSON.stringify(message), () => {});
  const endEvents = workbench.onEvent((event) => send({ event }));
  page.on('message', (data) => {
    const message = parse((data as Buffer).toString('utf8'));
    if (!message) return page.close(1008, 'not understood');
    if ('unfollow' in message) {
      follows.get(message.unfollow)?.();
      follows.delete(message.unfollow);
    } else if (!follows.has(message.follow)) {
      const follow = workbench.follow(message.follow, (batch) => {
        // The page notices the hole by the numbers and asks for the history.
        if (page.bufferedAmount < MOST_UNSENT_BYTES) send({ batch });
      });
      follows.set(message.follow, follow);
    }
  });
  page.on('error', () => page.terminate());
  page.on('close', () => {
    endEvents();
    for (const end of follows.values()) end();
  });
}

function parse(text: string): z.output<typeof pageMessageSchema> | null {
  try {
    return pageMessageSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
