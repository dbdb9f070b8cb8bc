// A static server on a free loopback port, with the security policy that the page is shipped with.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readPageFile } from './page-file';

const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'";

export interface Server {
  url: string;
  close(): Promise<void>;
}

export async function serveFolder(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    void readPageFile(folder, pathname).then(({ status, type, body }) => {
      response.writeHead(status, { 'content-type': type, 'content-security-policy': policy }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
