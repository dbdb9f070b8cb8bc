// Where the native TensorFlow addon lies that the set-up installed.
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { tensorflow } from './native-runtime.json';

/** The addon's path, or why there is none and how to get one. */
export type NativeLocation = { addon: string } | { reason: string; fix: string };

const pointerSchema = z.object({ addon: z.string() });
const unavailableSchema = z.object({ reason: z.string(), fix: z.string() });

/**
 * Looks in this order: the path in HONE_NATIVE, the packaged app's resources, this user's cache.
 * HONE_TENSORFLOW=cpu or gpu takes that flavour only, HONE_TENSORFLOW=none takes no native TensorFlow.
 */
export function nativeLocation(env: NodeJS.ProcessEnv = process.env): NativeLocation {
  if (env.HONE_TENSORFLOW === 'none') {
    return { reason: 'HONE_TENSORFLOW=none switches it off', fix: 'Unset HONE_TENSORFLOW.' };
  }
  if (env.HONE_NATIVE) return givenAddon(env.HONE_NATIVE);
  const packaged = packagedAddon();
  if (packaged !== null) return { addon: packaged };
  return cachedAddon(path.join(cacheFolder(env), 'native'), env.HONE_TENSORFLOW);
}

function givenAddon(file: string): NativeLocation {
  if (existsSync(file)) return { addon: path.resolve(file) };
  return {
    reason: `HONE_NATIVE names a file that does not exist (${file})`,
    fix: 'Set HONE_NATIVE to the path of tfjs_binding.node, or unset it.',
  };
}

/** In a packaged Electron app `resourcesPath` is the app's own folder; elsewhere it is absent or Electron's. */
function packagedAddon(): string | null {
  const { resourcesPath } = process as NodeJS.Process & { resourcesPath?: string };
  if (!resourcesPath) return null;
  const file = path.join(resourcesPath, 'native', 'lib', 'napi-v8', 'tfjs_binding.node');
  return existsSync(file) ? file : null;
}

function cachedAddon(folder: string, wish: string | undefined): NativeLocation {
  for (const flavour of flavours(wish)) {
    const pointer = readParsed(path.join(folder, `current-${tensorflow}-${flavour}.json`), pointerSchema);
    if (pointer !== null && existsSync(pointer.addon)) return { addon: pointer.addon };
  }
  const unavailable = readParsed(path.join(folder, 'unavailable.json'), unavailableSchema);
  return (
    unavailable ?? {
      reason: 'native TensorFlow is not installed',
      fix: 'Run `npm run setup` in the folder of Hone.',
    }
  );
}

function flavours(wish: string | undefined): readonly string[] {
  if (wish === 'cpu' || wish === 'gpu') return [wish];
  return existsSync('/proc/driver/nvidia') ? ['gpu', 'cpu'] : ['cpu', 'gpu'];
}

function readParsed<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** The same rule stands in scripts/setup/files.mjs, which runs before there is a build. */
function cacheFolder(env: NodeJS.ProcessEnv): string {
  if (env.HONE_CACHE) return path.resolve(env.HONE_CACHE);
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Caches', 'hone');
  if (process.platform === 'win32') {
    return path.join(env.LOCALAPPDATA ?? path.join(homedir(), 'AppData', 'Local'), 'hone', 'cache');
  }
  return path.join(env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'hone');
}
