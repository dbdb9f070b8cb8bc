import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cacheFolder } from '../../scripts/setup/files.mjs';
import { nativeLocation } from '../../src/engine/runtime/native-location';
import { tensorflow } from '../../src/engine/runtime/native-runtime.json';

let cache = '';
const env = (more: Record<string, string> = {}) => ({ HONE_CACHE: cache, ...more });

beforeEach(() => {
  cache = mkdtempSync(path.join(tmpdir(), 'hone-cache-'));
  mkdirSync(path.join(cache, 'native'));
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

/** An addon of that flavour with the pointer that the set-up writes. */
function install(flavour: string): string {
  const addon = path.join(cache, `${flavour}.node`);
  writeFileSync(addon, '');
  writeFileSync(
    path.join(cache, 'native', `current-${tensorflow}-${flavour}.json`),
    JSON.stringify({ addon, tensorflow, flavour }),
  );
  return addon;
}

test('nothing installed names the command that installs it', () => {
  expect(nativeLocation(env())).toMatchObject({ fix: expect.stringContaining('npm run setup') });
});

test('a failed set-up tells its own reason and fix', () => {
  const noted = { reason: 'Python 3 was not found.', fix: 'Install Python 3.' };
  writeFileSync(path.join(cache, 'native/unavailable.json'), JSON.stringify({ ...noted, kind: 'tool' }));
  expect(nativeLocation(env())).toEqual(noted);
});

test('the installed addon is found, and either flavour can be demanded', () => {
  const cpu = install('cpu');
  expect(nativeLocation(env())).toEqual({ addon: cpu });
  expect(nativeLocation(env({ HONE_TENSORFLOW: 'gpu' }))).toHaveProperty('reason');
  const gpu = install('gpu');
  expect(nativeLocation(env({ HONE_TENSORFLOW: 'gpu' }))).toEqual({ addon: gpu });
  expect(nativeLocation(env({ HONE_TENSORFLOW: 'cpu' }))).toEqual({ addon: cpu });
  expect(nativeLocation(env({ HONE_TENSORFLOW: 'none' }))).toHaveProperty('reason');
});

test('a pointer to an addon that is gone, or a broken pointer, counts as nothing', () => {
  rmSync(install('cpu'));
  expect(nativeLocation(env())).toHaveProperty('reason');
  writeFileSync(path.join(cache, 'native', `current-${tensorflow}-cpu.json`), '{"addon": 3');
  expect(nativeLocation(env())).toHaveProperty('reason');
});

test('HONE_NATIVE wins, and a wrong one is said', () => {
  install('cpu');
  const other = path.join(cache, 'other.node');
  expect(nativeLocation(env({ HONE_NATIVE: other }))).toMatchObject({
    reason: expect.stringContaining(other),
  });
  writeFileSync(other, '');
  expect(nativeLocation(env({ HONE_NATIVE: other }))).toEqual({ addon: other });
});

test('set-up and app agree on the cache folder', () => {
  const { HONE_CACHE, XDG_CACHE_HOME } = process.env;
  try {
    delete process.env.HONE_CACHE;
    process.env.XDG_CACHE_HOME = cache;
    mkdirSync(path.join(cacheFolder(), 'native'), { recursive: true });
    const noted = { reason: 'r', fix: 'f' };
    writeFileSync(path.join(cacheFolder(), 'native/unavailable.json'), JSON.stringify(noted));
    expect(nativeLocation()).toEqual(noted);
  } finally {
    if (HONE_CACHE !== undefined) process.env.HONE_CACHE = HONE_CACHE;
    if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = XDG_CACHE_HOME;
  }
});
