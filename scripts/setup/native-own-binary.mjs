// tfjs-node's own binary, for Windows, where the wheels hold no C library to link with (not tried).

import { cpSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { run } from './child.mjs';
import { SetupError, step } from './messages.mjs';

/** Lets the package's install script fetch its library and addon in a copy, and takes them into the tree. */
export async function installOwnBinary(native, { tree, work }) {
  await step('TensorFlow (tfjs-node’s own binary, about 400 MB on disk)', async () => {
    const copy = path.join(work, 'node_modules/@tensorflow/tfjs-node-gpu');
    const packages = path.resolve(native.sourceFolder, '../..');
    mkdirSync(copy, { recursive: true });
    cpSync(native.sourceFolder, copy, { recursive: true });
    const { code, output } = await run(process.execPath, ['scripts/install.js', native.flavour, 'download'], {
      cwd: copy,
      env: { NODE_PATH: packages },
    });
    const addon = path.join(copy, 'lib', `napi-v${native.napi}`);
    if (code !== 0 || !existsSync(path.join(addon, 'tfjs_binding.node'))) throw ownBinaryError(output);
    cpSync(addon, path.join(tree, 'lib', `napi-v${native.napi}`), { recursive: true });
    cpSync(path.join(copy, 'deps', 'lib'), path.join(tree, 'deps', 'lib'), { recursive: true });
  });
  return [];
}

function ownBinaryError(output) {
  return new SetupError(
    'The install script of tfjs-node brought no binary for this computer.',
    'Use Hone in WSL or on Linux for native speed, or set HONE_TENSORFLOW=none to silence this.',
    { details: output.split('\n').slice(-5).join('\n') },
  );
}
