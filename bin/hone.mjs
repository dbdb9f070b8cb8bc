#!/usr/bin/env node
// `npx hone` in a clone: sets up what is missing, with messages on stderr, then runs the command line.

import { createRequire } from 'node:module';
import path from 'node:path';
import { ensureReady } from '../scripts/setup/ready.mjs';
import { root } from '../scripts/setup/files.mjs';

if (await ensureReady()) createRequire(import.meta.url)(path.join(root, 'out/main/cli.cjs'));
else process.exitCode = 1;
