// The page's own address, hone://app/: it reaches the built page and nothing else.
import path from 'node:path';
import { protocol } from 'electron';
import { type PageFile, pageHeaders, readPageFile } from '../workbench/page/page-files';

const SCHEME = 'hone';
export const PAGE_ORIGIN = `${SCHEME}://app/`;

/** Must run before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the files of `page` under the scheme, in Electron 25 and later and before. */
export function serveScheme(page: string): void {
  const root = path.resolve(page);
  const read = (url: string) => readRequested(root, url);
  if (typeof protocol.handle === 'function') {
    protocol.handle(SCHEME, async ({ url }) => {
      const file = await read(url);
      if (!file) return new Response('There is no such file.', { status: 404, headers: pageHeaders() });
      return new Response(new Uint8Array(file.bytes), { headers: file.headers });
    });
    return;
  }
  protocol.registerBufferProtocol(SCHEME, ({ url }, answer) => {
    void read(url).then((file) => {
      if (!file)
        answer({ statusCode: 404, data: Buffer.from('There is no such file.'), headers: pageHeaders() });
      else answer({ data: file.bytes, mimeType: mimeType(file), headers: file.headers });
    });
  });
}

async function readRequested(root: string, url: string): Promise<PageFile | null> {
  const { host, pathname } = new URL(url);
  return host === 'app' ? readPageFile(root, pathname, pageHeaders()) : null;
}

function mimeType({ headers }: PageFile): string {
  return headers['Content-Type']?.split(';')[0] ?? 'application/octet-stream';
}
