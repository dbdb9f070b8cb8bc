// What changes with every build of Hone: what another build has read may be read otherwise by this one.
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

let known: string | null = null;

/** The names of the built files hold a hash of their content. */
export function programStamp(): string {
  known ??= stampOf(__dirname);
  return known;
}

function stampOf(folder: string): string {
  const names = readdirSync(folder)
    .filter((name) => /\.(?:cjs|ts)$/.test(name))
    .sort();
  const hash = createHash('sha256');
  for (const name of names) hash.update(`${name} ${statSync(path.join(folder, name)).size}\n`);
  return hash.digest('hex').slice(0, 16);
}
