// The built page as a door serves it: only files of its own folder, with the headers that keep it safe.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

export interface PageFile {
  bytes: Buffer;
  headers: Record<string, string>;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** The file that a URL's path names (`/` is index.html); null for everything that is not a file of the page. */
export async function readPageFile(
  root: string,
  urlPath: string,
  headers: Record<string, string>,
): Promise<PageFile | null> {
  const file = resolvePage(root, urlPath);
  const type = file === null ? undefined : TYPES[path.extname(file)];
  if (file === null || type === undefined) return null;
  const bytes = await readFile(file).catch(() => null);
  return bytes && { bytes, headers: { ...headers, 'Content-Type': type } };
}

/** Null for a path that leads out of the folder or cannot be decoded. */
function resolvePage(root: string, urlPath: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  const file = path.join(root, decoded === '/' ? 'index.html' : decoded);
  return file.startsWith(path.resolve(root) + path.sep) ? file : null;
}

/** Headers of every answer; `connect` are the addresses besides its own that the page may talk to. */
export function pageHeaders(connect = ''): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    // Charts and layout set styles on elements.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${connect ? ` ${connect}` : ''}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
}
