// The workbench over HTTP and WebSocket, on loopback, for a page in the browser.
//
// Wire format (the page's side is src/renderer/state/host-client.ts):
//   GET  /?token=…      Exchanges the one-time token for a session cookie, then shows the page.
//   GET  /…             The files of the page.
//   POST /call/<name>   Body: the command's input as JSON. Answer: `Answer` of contract/commands.ts as JSON, always 200.
//   POST /upload?name=… Body: the file. Opens it; answer: `Answer<Dataset>`.
//   POST /upload?name=…&for=predict  Keeps the file for the next `run.predict`; answer: `Answer<{}>`.
//   GET  /events        WebSocket. To the page {event: WorkbenchEvent} or {batch: EpochBatch}; from it {follow: runId}
//                       or {unfollow: runId}.
// All but the exchange need the cookie; POST and WebSocket need the page's own origin as well. Refusals are 403 in text.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HoneError, reportError } from '../core/errors';
import type { Answer } from '../workbench/contract/commands';
import { pageHeaders, readPageFile } from '../workbench/page/page-files';
import type { Workbench } from '../workbench/workbench';
import { type Access, createAccess } from './access';
import { createEventSockets } from './event-socket';
import type { PageDialogs } from './page-dialogs';
import { readBody } from './request-body';
import { receiveUpload } from './uploads';

export interface HostOptions {
  workbench: Workbench;
  dialogs: PageDialogs;
  /** Folder of the built page. */
  page: string;
  /** Folder that takes the files that pages send. */
  uploads: string;
  /** 0 takes a free one. */
  port: number;
}

export interface Host {
  /** With the one-time token. */
  url: string;
  close(): Promise<void>;
}

interface Context extends HostOptions {
  access: Access;
  headers: Record<string, string>;
}

/** Listens on 127.0.0.1. */
export async function startHost(options: HostOptions): Promise<Host> {
  const server = createServer();
  const port = await listen(server, options.port);
  const access = createAccess(port);
  const headers = pageHeaders(`ws://127.0.0.1:${port} ws://localhost:${port}`);
  const context: Context = { ...options, access, headers };
  const sockets = createEventSockets(options.workbench);
  server.on('request', (request, response) => {
    respond(context, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendJson(context, response, { ok: false, error: reportError(error) });
    });
  });
  server.on('upgrade', (request, socket, head) => {
    // A connection that breaks off is no fault of ours.
    socket.on('error', () => socket.destroy());
    const welcome = access.isOwnHost(request) && access.isOwnOrigin(request) && access.hasSession(request);
    if (welcome && pathOf(request).pathname === '/events') return sockets.accept(request, socket, head);
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
  });
  return {
    url: `http://127.0.0.1:${port}/?token=${access.token}`,
    async close() {
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

async function respond(context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { access } = context;
  const url = pathOf(request);
  if (!access.isOwnHost(request)) return refuse(context, response, 403, 'Wrong host name.');
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const token = url.searchParams.get('token');
  if (reads && url.pathname === '/' && token !== null) return exchange(context, request, response, token);
  if (!access.hasSession(request)) {
    return refuse(context, response, 403, 'Open the address that Hone printed when it started.');
  }
  if (reads) return sendPage(context, request, response, url.pathname);
  if (request.method !== 'POST') return refuse(context, response, 405, 'Only GET and POST are understood.');
  if (!access.isOwnOrigin(request)) return refuse(context, response, 403, 'Wrong origin.');
  if (url.pathname === '/upload') return upload(context, request, response, url.searchParams);
  const name = /^\/call\/([\w.-]+)$/.exec(url.pathname)?.[1];
  if (name === undefined) return refuse(context, response, 404, 'There is no such address.');
  return call(context, request, response, name);
}

async function call(
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
): Promise<void> {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    return refuse(context, response, 415, 'A call is JSON.');
  }
  const input = await readBody(request);
  sendJson(context, response, await context.workbench.call(name, input));
}

async function upload(
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
): Promise<void> {
  const { workbench, dialogs, uploads } = context;
  const name = query.get('name');
  if (!name) throw new HoneError('request-invalid', 'The upload has no file name.');
  const file = await receiveUpload(request, uploads, name, workbench.reportUpload);
  // A file for a question that the page asks next (to predict, append or join) is not opened by itself.
  const isAnswer = query.has('for');
  if (isAnswer) dialogs.offer(file);
  const value = isAnswer ? {} : await workbench.openFile(file);
  sendJson(context, response, { ok: true, value });
}

/** A page that moves on by itself: a redirect from another site would come without the strict cookie. */
function exchange(context: Context, request: IncomingMessage, response: ServerResponse, token: string): void {
  const cookie = context.access.exchange(token);
  if (cookie === null && !context.access.hasSession(request)) {
    return refuse(
      context,
      response,
      403,
      'This address has been used already. Start Hone again for a new one.',
    );
  }
  response.writeHead(200, {
    ...context.headers,
    'Content-Type': 'text/html; charset=utf-8',
    ...(cookie !== null && { 'Set-Cookie': cookie }),
  });
  const icon = '<link rel="icon" href="data:,">';
  response.end(`<!doctype html><meta http-equiv="refresh" content="0;url=/">${icon}<title>Hone</title>`);
}

async function sendPage(
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
): Promise<void> {
  const file = await readPageFile(context.page, pathname, context.headers);
  if (!file) return refuse(context, response, 404, 'There is no such file.');
  response.writeHead(200, { ...file.headers, 'Content-Length': file.bytes.length });
  response.end(request.method === 'HEAD' ? undefined : file.bytes);
}

function sendJson({ headers }: Context, response: ServerResponse, answer: Answer<unknown>): void {
  response.writeHead(200, { ...headers, 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(answer));
}

function refuse({ headers }: Context, response: ServerResponse, status: number, message: string): void {
  // What is left of the body is not read.
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'text/plain; charset=utf-8',
    Connection: 'close',
  });
  response.end(`${message}\n`);
}

function pathOf(request: IncomingMessage): URL {
  // Joined as text: `//name` is a path here, not another host.
  const address = `http://127.0.0.1${request.url ?? '/'}`;
  return URL.canParse(address) ? new URL(address) : new URL('http://127.0.0.1/unreadable');
}
