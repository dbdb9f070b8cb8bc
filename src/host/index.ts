// The entry of the host process: `host.cjs [file.csv]` prints one URL and serves until it is told to end.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { reportError } from '../core/errors';
import { homeFolder } from '../workbench/store/home';
import { serve } from './serve';

const root = path.join(__dirname, '..', '..');

async function main(): Promise<void> {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const host = await serve({
    bundles: __dirname,
    home: homeFolder(),
    version,
    samples: path.join(root, 'resources', 'samples'),
    file: process.argv[2] ?? null,
    port: 0,
  });
  let ending = false;
  const end = (): void => {
    // The second signal does not wait for the runs.
    if (ending) process.exit(130);
    ending = true;
    host.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  process.stdout.write(`Hone is at ${host.url}\n`);
}

main().catch((error: unknown) => {
  const { code, message, place, fix } = reportError(error);
  const where = place.file === undefined ? '' : ` (${place.file})`;
  process.stderr.write(`error: ${message}${where}${fix === undefined ? '' : ` ${fix}`}\n`);
  process.exit(code === 'internal' ? 1 : 2);
});
