// Proves that a packed app holds what its bundles load: every package they name, and the native addon.

import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { run } from '../setup/child.mjs';
import { root } from '../setup/files.mjs';
import { SetupError } from '../setup/messages.mjs';

/** Packages that the bundles of a folder require, without Node's own and Electron. */
export function requiredPackages(bundles) {
  const names = bundles.flatMap((source) =>
    [...source.matchAll(/\brequire[\w$]*\(\s*["']([^."'][^"']*)["']\s*,?\s*\)/g)].map(
      (match) => match[1] ?? '',
    ),
  );
  return [...new Set(names)].filter((name) => name !== 'electron' && !isBuiltin(name));
}

/** Loads them in the packed app, started as plain Node. Returns how many were loaded. */
export async function checkApp(binary, resources) {
  const folder = path.join(root, 'out', 'main');
  const bundles = readdirSync(folder)
    .filter((name) => name.endsWith('.cjs'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const names = requiredPackages(bundles);
  if (names.length === 0) throw new Error('No package was found in the bundles.');
  const addon = path.join(resources, 'native/lib/napi-v8/tfjs_binding.node');
  const program = `
    const from = require('node:module').createRequire(process.argv[1]);
    for (const name of process.argv.slice(2)) from(name);
    process.stdout.write('loaded all');
  `;
  const from = path.join(resources, 'app.asar', 'out', 'main', 'index.cjs');
  const { output } = await run(binary, ['-e', program, from, ...names, addon], {
    cwd: path.dirname(resources),
    env: { ELECTRON_RUN_AS_NODE: '1', TF_CPP_MIN_LOG_LEVEL: '3' },
  });
  if (output.includes('loaded all')) return names.length;
  throw new SetupError(
    'The packed app lacks something it loads.',
    'Look at scripts/package/builder-config.mjs.',
    {
      details: output,
    },
  );
}
