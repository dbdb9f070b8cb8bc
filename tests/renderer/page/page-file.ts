// A file of the built page with its type, for the servers of the tests.
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

export interface PageFile {
  status: number;
  type: string;
  body: Buffer | string;
}

export async function readPageFile(folder: string, pathname: string): Promise<PageFile> {
  const path = normalize(pathname);
  const file = join(folder, path === '/' ? 'index.html' : path);
  const type = types[extname(file)] ?? 'application/octet-stream';
  return readFile(file).then(
    (body) => ({ status: 200, type, body }),
    () => ({ status: 404, type: 'text/plain', body: '' }),
  );
}
