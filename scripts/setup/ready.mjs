// What every start needs, in order, each only if it is missing.

import { ensureBuild } from './build.mjs';
import { sayError } from './messages.mjs';
import { ensureNative } from './native.mjs';
import { ensurePackages } from './packages.mjs';

/** Makes packages, native TensorFlow and the build present. Says what failed and returns false if one cannot be. */
export async function ensureReady() {
  try {
    await ensurePackages();
    await ensureNative();
    await ensureBuild();
    return true;
  } catch (error) {
    sayError(error);
    return false;
  }
}
