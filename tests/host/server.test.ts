// The host: who is let in, what is served, and the contract over HTTP and WebSocket.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { createPageDialogs } from '../../src/host/page-dialogs';
import { startHost } from '../../src/host/server';
import { safeName } from '../../src/host/uploads';
import { launchChildProcess } from '../../src/workbench/jobs/child-process';
import { createWorkbench } from '../../src/workbench/workbench';
import { fakes, recipeFor, temporaryFolder } from '../workbench/bench';

interface Reply {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

async function openHost() {
  const home = await temporaryFolder();
  const page = path.join(home, 'page');
  await mkdir(page);
  await writeFile(path.join(page, 'index.html'), '<title>page</title>');
  await writeFile(path.join(home, 'secret.json'), 'secret');
  const dialogs = createPageDialogs(path.join(home, 'downloads'));
  const launch = launchChildProcess(fakes);
  const workbench = createWorkbench({ home, launch, door: 'page', version: '0', samples: home, dialogs });
  const host = await startHost({ workbench, dialogs, page, uploads: path.join(home, 'uploads'), port: 0 });
  onTestFinished(async () => {
    await workbench.close();
    await host.close();
  });
  const { origin, port, search } = new URL(host.url);
  const send = (address: string, options: http.RequestOptions = {}, body?: string): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const request = http.request({ host: '127.0.0.1', port, path: address, ...options }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      });
      request.on('error', reject);
      request.end(body);
    });
  return { home, host, origin, port, search, send };
}

type Opened = Awaited<ReturnType<typeof openHost>>;

/** A page that came in with the token. */
async function enter({ send, search, origin }: Opened) {
  const cookie = String((await send(`/${search}`)).headers['set-cookie']).split(';')[0] as string;
  const post = (address: string, body: string, headers: http.OutgoingHttpHeaders = {}) =>
    send(
      address,
      { method: 'POST', headers: { cookie, origin, 'content-type': 'application/json', ...headers } },
      body,
    );
  const call = async (name: string, input: unknown) =>
    JSON.parse((await post(`/call/${name}`, JSON.stringify(input))).text) as { ok: boolean; value: never };
  return { cookie, post, call };
}

test('the token is good for one session, and nothing is to be had without one', async () => {
  const opened = await openHost();
  const { send, search } = opened;
  expect((await send('/')).status).toBe(403);
  expect((await send('/?token=wrong')).status).toBe(403);
  const first = await send(`/${search}`);
  expect(first.status).toBe(200);
  const cookie = String(first.headers['set-cookie']);
  expect(cookie).toContain('HttpOnly');
  expect(cookie).toContain('SameSite=Strict');
  expect((await send(`/${search}`)).status).toBe(403);
  const headers = { cookie: cookie.split(';')[0] as string };
  expect((await send(`/${search}`, { headers })).status).toBe(200);
  expect((await send('/', { headers })).text).toBe('<title>page</title>');
  expect((await send('/', { headers: { cookie: `${headers.cookie}x` } })).status).toBe(403);
});

test('every answer forbids what a page must not do', async () => {
  const opened = await openHost();
  const { cookie } = await enter(opened);
  for (const headers of [{}, { cookie }]) {
    const reply = await opened.send('/', { headers });
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';");
    expect(reply.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
    expect(reply.headers['access-control-allow-origin']).toBeUndefined();
  }
});

test('a foreign host name, origin, method or kind of content is refused', async () => {
  const opened = await openHost();
  const { cookie, post } = await enter(opened);
  expect((await opened.send('/', { headers: { cookie, host: 'evil.example' } })).status).toBe(403);
  expect((await post('/call/app.info', '{}', { origin: 'http://evil.example' })).status).toBe(403);
  expect((await post('/call/app.info', '{}', { origin: 'null' })).status).toBe(403);
  expect((await post('/call/app.info', '{}', { cookie: '' })).status).toBe(403);
  expect((await post('/call/app.info', '{}', { 'content-type': 'text/plain' })).status).toBe(415);
  expect((await post('/elsewhere', '{}')).status).toBe(404);
  expect((await opened.send('/', { method: 'PUT', headers: { cookie } })).status).toBe(405);
  expect((await post('/call/app.info', '{}')).status).toBe(200);
});

test.each([
  '/../secret.json',
  '/%2e%2e/secret.json',
  '/..%2fsecret.json',
  '/..%5csecret.json',
  '/%00',
  '/%',
  '//secret.json',
])('the path %s leads nowhere', async (address) => {
  const opened = await openHost();
  const { cookie } = await enter(opened);
  const { status, text } = await opened.send(address, { headers: { cookie } });
  expect(status).toBe(404);
  expect(text).not.toContain('secret');
});

test('calls that are wrong are answered, not thrown', async () => {
  const { post, call } = await enter(await openHost());
  expect(await call('no.such', {})).toMatchObject({ ok: false, error: { code: 'request-invalid' } });
  expect(JSON.parse((await post('/call/app.info', '{')).text)).toMatchObject({ ok: false });
  expect(await call('app.info', {})).toMatchObject({ ok: true, value: { door: 'page' } });
});

test('a page uploads a table, trains, follows and predicts', async () => {
  const opened = await openHost();
  const { cookie, post, call } = await enter(opened);
  const uploaded = JSON.parse((await post('/upload?name=..%2F..%2Fa.csv', 'x,y\n1,2\n')).text) as {
    value: { datasetId: string; profile: { path: string } };
  };
  const { datasetId, profile } = uploaded.value;
  expect(path.relative(path.join(opened.home, 'uploads'), profile.path)).toMatch(/^[0-9a-f]{12}.a\.csv$/);
  expect(await readFile(profile.path, 'utf8')).toBe('x,y\n1,2\n');
  expect(await readdir(path.join(opened.home, 'uploads'))).toHaveLength(1);

  const socket = new WebSocket(`ws://127.0.0.1:${opened.port}/events`, {
    headers: { cookie, origin: opened.origin },
  });
  onTestFinished(() => socket.terminate());
  const received: { event?: { kind: string; record?: { state: string } }; batch?: { seq: number } }[] = [];
  const over = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const message = JSON.parse((data as Buffer).toString('utf8')) as (typeof received)[number];
      received.push(message);
      if (message.event?.record?.state === 'finished') resolve();
    });
  });
  await new Promise((resolve) => socket.once('open', resolve));
  const { id: runId } = (await call('run.start', { datasetId, recipe: recipeFor('fine', 20) })).value as {
    id: string;
  };
  socket.send(JSON.stringify({ follow: runId }));
  await over;
  const seqs = received.flatMap(({ batch }) => (batch ? [batch.seq] : []));
  expect(seqs.length).toBeGreaterThan(0);
  expect(seqs.at(-1)).toBe(19);

  expect(await call('run.predict', { runId })).toEqual({ ok: true, value: null });
  await post('/upload?name=new.csv&for=predict', 'x\n1\n');
  const predicted = (await call('run.predict', { runId })).value as { file: string; rows: number };
  expect(predicted.rows).toBe(2);
  expect(predicted.file.startsWith(path.join(opened.home, 'downloads'))).toBe(true);
  expect(await call('run.predict', { runId })).toEqual({ ok: true, value: null });
});

test.each([
  ['without a session', { cookie: '' }],
  ['from another origin', { origin: 'http://evil.example' }],
  ['from nowhere', { origin: undefined }],
])('a socket %s is refused', async (_, wrong) => {
  const opened = await openHost();
  const { cookie } = await enter(opened);
  const headers = Object.entries({ cookie, origin: opened.origin, ...wrong }).filter(
    ([, value]) => value !== undefined,
  );
  const socket = new WebSocket(`ws://127.0.0.1:${opened.port}/events`, {
    headers: Object.fromEntries(headers),
  });
  const fault = await new Promise<Error>((resolve, reject) => {
    socket.on('error', resolve);
    socket.on('open', () => reject(new Error('let in')));
  });
  expect(fault.message).toContain('403');
});

test('a socket that talks nonsense is closed', async () => {
  const opened = await openHost();
  const { cookie } = await enter(opened);
  const socket = new WebSocket(`ws://127.0.0.1:${opened.port}/events`, {
    headers: { cookie, origin: opened.origin },
  });
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.on('open', () => socket.send('nonsense'));
  expect(await closed).toBe(1008);
});

test('names of uploads become plain file names', () => {
  expect(safeName('../../etc/passwd')).toBe('passwd');
  expect(safeName('C:\\data\\a.csv')).toBe('a.csv');
  expect(safeName('..')).toBe('data.csv');
  expect(safeName('a\u0000<b>.csv')).toBe('a__b_.csv');
  expect(safeName('가나다.csv')).toBe('가나다.csv');
});
