// A host as src/host/server.ts describes it, with answers that a test hands it: for the page without Electron.
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { readPageFile } from './page-file';

export interface ScriptedHost {
  url: string;
  /** Calls and uploads in their order: `call run.list`, `upload dropped.csv a,b`. */
  heard: string[];
  /** What pages sent over their sockets. */
  received: unknown[];
  send(message: unknown): void;
  /** Ends every socket, as a host that goes away does. */
  drop(): void;
  close(): Promise<void>;
}

/** `answers` by the name of the call; others answer null. */
export async function startScriptedHost(
  folder: string,
  answers: Record<string, unknown>,
): Promise<ScriptedHost> {
  const heard: string[] = [];
  const received: unknown[] = [];
  const pages = new Set<WebSocket>();
  const server = createServer((request, response) => {
    void answer(request).then(({ status, type, body }) => {
      response.writeHead(status, { 'content-type': type }).end(body);
    });
  });
  const answer = async (request: IncomingMessage) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'GET') return readPageFile(folder, url.pathname);
    const body = await readText(request);
    const name = url.pathname.replace('/call/', '');
    const upload = url.pathname === '/upload';
    heard.push(upload ? `upload ${url.search} ${body}` : `call ${name} ${body}`);
    const value = answers[upload ? 'upload' : name] ?? null;
    return { status: 200, type: 'application/json', body: JSON.stringify({ ok: true, value }) };
  };
  const sockets = new WebSocketServer({ server, path: '/events' });
  sockets.on('connection', (page) => {
    pages.add(page);
    page.on('message', (data: Buffer) => received.push(JSON.parse(data.toString())));
    page.on('close', () => pages.delete(page));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    heard,
    received,
    send(message) {
      for (const page of pages) page.send(JSON.stringify(message));
    },
    drop() {
      for (const page of pages) page.terminate();
    },
    close: () =>
      new Promise((resolve) => {
        for (const page of pages) page.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
