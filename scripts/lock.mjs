// `npm run lock`: writes package-lock.json after a change of package.json, whole for every platform.
//
// npm leaves out the optional packages of other platforms that the registry it asks does not have, and `npm ci`
// then refuses the lock everywhere. They are added here with the exact version that their parent names.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npmFolder, run } from './setup/child.mjs';
import { root } from './setup/files.mjs';
import { sayError, say, SetupError } from './setup/messages.mjs';

const systems = {
  android: 1,
  darwin: 1,
  freebsd: 1,
  linux: 1,
  linuxmusl: 'linux',
  openharmony: 1,
  win32: 1,
  wasi: null,
};
const processors = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32'];

/** os, cpu and libc as a package's name tells them (`…-linux-arm64-musl`); null for a name without a platform. */
export function platformOf(name) {
  const words = name.split(/[-/]/);
  const system = words.find((word) => word in systems);
  const cpu = words.find((word) => processors.includes(word));
  if (!system || !cpu) return null;
  const os = systems[system] === 1 ? system : systems[system];
  const musl = words.some((word) => word.includes('musl'));
  const gnu = words.some((word) => word.startsWith('gnu'));
  return { ...(os && { os: [os] }), cpu: [cpu], ...((musl || gnu) && { libc: [musl ? 'musl' : 'glibc'] }) };
}

/** Adds the missing entries to a parsed lock and returns their names. */
export function completeLock(lock) {
  const added = [];
  for (const parent of Object.values({ ...lock.packages })) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const place = `node_modules/${name}`;
      const platform = platformOf(name);
      if (place in lock.packages || platform === null || !/^\d/.test(version)) continue;
      lock.packages[place] = { version, ...platform, ...(parent.dev && { dev: true }), optional: true };
      added.push(name);
    }
  }
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
  lock.packages = Object.fromEntries(sorted);
  return added;
}

async function main() {
  const npm = path.join(npmFolder() ?? '', 'bin/npm-cli.js');
  const args = ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { code, output } = await run(process.execPath, [npm, ...args], { cwd: root });
  if (code !== 0) throw new SetupError('npm could not write the lock.', 'See above.', { details: output });
  const file = path.join(root, 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const added = completeLock(lock);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  say(`package-lock.json is written; ${added.length} packages of other platforms were added.`);
}

if (import.meta.filename === process.argv[1]) {
  main().catch((error) => {
    sayError(error);
    process.exitCode = 1;
  });
}
