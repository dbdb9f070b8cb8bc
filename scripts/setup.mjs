// `npm run setup`: sets up what is missing, or with options checks, renews or adds parts.

import { parseArgs } from 'node:util';
import { ensureBuild } from './setup/build.mjs';
import { sayError, say } from './setup/messages.mjs';
import { ensureNative, forgetNative, verifyNative } from './setup/native.mjs';
import { ensurePackages } from './setup/packages.mjs';

const usage = `npm run setup [-- option]
  (none)       install what is missing: npm packages, native TensorFlow, the build
  --verify     read every file of native TensorFlow again and compare its hash
  --native     install native TensorFlow anew
  --electron   try again to fetch Electron
  --test       also what the tests need: the test runtime and system packages`;

const { values } = parseArgs({
  options: {
    verify: { type: 'boolean' },
    native: { type: 'boolean' },
    electron: { type: 'boolean' },
    test: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

async function verify() {
  const damaged = await verifyNative();
  if (damaged === null) say('Native TensorFlow is not installed.');
  else if (damaged.length === 0) say('Native TensorFlow is whole.');
  else {
    say(`Damaged: ${damaged.join(', ')}\n  Fix: npm run setup -- --native`);
    process.exitCode = 1;
  }
}

async function setUp() {
  await ensurePackages();
  if (values.native) await forgetNative();
  await ensureNative({ retry: true });
  await ensureBuild();
  if (values.electron) {
    const { ensureElectron } = await import('./setup/electron-binary.mjs');
    await ensureElectron({ retry: true });
  }
  if (values.test) {
    const { ensureTestTools } = await import('./setup/test-tools.mjs');
    await ensureTestTools();
  }
  say('Hone is set up.');
}

try {
  if (values.help) say(usage);
  else if (values.verify) await verify();
  else await setUp();
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
