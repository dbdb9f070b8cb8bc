// Native TensorFlow in the per-user cache: `<cache>/native/<key>/`, made once, shared by all clones.

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { bytes, SetupError, say, step } from './messages.mjs';
import { cacheFolder, filesBelow, readJson, remove, root, sha256, writeJson } from './files.mjs';
import { withLock } from './lock.mjs';
import { buildAddon, checkAddon, findMissingTool } from './native-addon.mjs';
import { chooseFlavour } from './native-flavour.mjs';
import { damagedByHash, damagedBySize, writeManifest } from './native-manifest.mjs';
import { installOwnBinary } from './native-own-binary.mjs';
import { bringLibraries } from './native-wheel.mjs';

const retryAfterMs = 24 * 3600 * 1000;
const sourceFolder = path.join(root, 'node_modules/@tensorflow/tfjs-node-gpu');

/** What is built: version, flavour and the key of its folder. */
function target(flavour) {
  const { tensorflow, napi } = readJson(path.join(root, 'src/engine/runtime/native-runtime.json'));
  const sources = [
    'binding.gyp',
    ...filesBelow(path.join(sourceFolder, 'binding')).map((file) => `binding/${file}`),
  ];
  const hash = sha256(sources.map((file) => sha256(readFileSync(path.join(sourceFolder, file)))).join());
  const key = `tensorflow-${tensorflow}-${flavour}-${process.platform}-${process.arch}-${hash.slice(0, 12)}`;
  const cache = path.join(cacheFolder(), 'native');
  return { tensorflow, napi, flavour, key, cache, folder: path.join(cache, key), sourceFolder };
}

function addonFile(folder, napi) {
  return path.join(folder, 'lib', `napi-v${napi}`, 'tfjs_binding.node');
}

function pointerFile({ cache, tensorflow, flavour }) {
  return path.join(cache, `current-${tensorflow}-${flavour}.json`);
}

function unavailableFile() {
  return path.join(cacheFolder(), 'native', 'unavailable.json');
}

/**
 * Installs native TensorFlow if it is missing. Where it cannot be had, says why and how to get it, notes that in
 * the cache for the app to show, and returns: Hone then trains on WebAssembly. `retry` forgets a noted failure.
 */
export async function ensureNative({ retry = false } = {}) {
  if (process.env.HONE_NATIVE) return;
  const flavour = chooseFlavour();
  if (flavour === 'none') return;
  const native = target(flavour);
  if (pointsToWhole(native)) return;
  if (!retry && isKnownUnavailable(native)) return;
  mkdirSync(native.cache, { recursive: true });
  try {
    const wait = () => say('  Another process installs native TensorFlow; waiting for it …');
    await withLock(path.join(native.cache, `${native.key}.lock`), () => install(native), wait);
    remove(unavailableFile());
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    noteUnavailable(native, error);
  }
}

/** Re-hashes every file of the installed runtime. Returns the paths that are damaged or missing; null if none is installed. */
export async function verifyNative() {
  const flavour = chooseFlavour();
  if (flavour === 'none' || !existsSync(target(flavour).folder)) return null;
  return await damagedByHash(target(flavour).folder);
}

/** Removes the installed runtime, so that the next `ensureNative` makes it anew. */
export async function forgetNative() {
  const flavour = chooseFlavour();
  if (flavour === 'none') return;
  const native = target(flavour);
  await withLock(path.join(native.cache, `${native.key}.lock`), async () => {
    remove(pointerFile(native));
    remove(native.folder);
  });
}

/** The installed CPU or GPU runtime's folder for packaging; null where it is missing. */
export function nativeFolder(flavour) {
  const native = target(flavour);
  return existsSync(path.join(native.folder, 'manifest.json')) ? native.folder : null;
}

function pointsToWhole(native) {
  const addon = addonFile(native.folder, native.napi);
  return readJson(pointerFile(native))?.addon === addon && damagedBySize(native.folder).length === 0;
}

async function install(native) {
  const addon = addonFile(native.folder, native.napi);
  if (damagedBySize(native.folder).length > 0) await make(native);
  writeJson(pointerFile(native), { addon, tensorflow: native.tensorflow, flavour: native.flavour });
}

async function make(native) {
  for (const name of readdirSync(native.cache)) {
    // We hold the lock of this key: what lies here was left by an install that was killed.
    if (name.startsWith(`.install-${native.key}-`)) remove(path.join(native.cache, name));
  }
  if (process.platform === 'win32')
    return await withStaging(native, (staging) => installOwnBinary(native, staging));
  const missing = findMissingTool();
  if (missing !== null) throw missing;
  await withStaging(native, async (staging) => {
    const wheels = await bringLibraries(native, staging);
    await step('TensorFlow addon (compiled from tfjs-node’s sources)', async () => {
      await buildAddon(native, staging);
      const version = await checkAddon(addonFile(staging.tree, native.napi));
      return `TensorFlow ${version} loads`;
    });
    return wheels;
  });
}

/** Makes a tree beside its final place, writes the manifest last, and moves it there in one rename. */
async function withStaging(native, fill) {
  const folder = path.join(native.cache, `.install-${native.key}-${process.pid}`);
  const staging = { folder, tree: path.join(folder, 'tree'), work: path.join(folder, 'work') };
  try {
    mkdirSync(staging.tree, { recursive: true });
    mkdirSync(staging.work, { recursive: true });
    const wheels = await fill(staging);
    const size = await writeManifest(staging.tree, {
      key: native.key,
      tensorflow: native.tensorflow,
      wheels,
    });
    remove(native.folder);
    renameSync(staging.tree, native.folder);
    say(`    installed: ${bytes(size)} in ${native.folder}`);
  } finally {
    remove(folder);
  }
}

function isKnownUnavailable(native) {
  const noted = readJson(unavailableFile());
  if (noted?.key !== native.key) return false;
  // A missing tool is looked for at every start, which costs a glance at PATH; the rest waits a day.
  if (noted.kind === 'tool') return findMissingTool()?.message === noted.reason;
  return Date.now() - noted.atMs < retryAfterMs;
}

function noteUnavailable(native, error) {
  const { message: reason, fix, kind } = error;
  writeJson(unavailableFile(), { reason, fix, kind, key: native.key, atMs: Date.now() });
  if (error.details) say(error.details.trimEnd());
  say(`  Native TensorFlow is not available: ${error.message}\n    Fix: ${error.fix}`);
  say('    Hone works without it, on WebAssembly, more slowly.');
}
