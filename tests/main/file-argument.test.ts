// The file that the app was started with, packaged or not.
import path from 'node:path';
import { expect, test } from 'vitest';
import { appArguments, fileArgument } from '../../src/main/file-argument';

test('the file is the first argument that is no switch', () => {
  expect(fileArgument(['--flag', 'a.csv', 'b.csv'], '/data')).toBe(path.resolve('/data/a.csv'));
  expect(fileArgument(['/x/a.csv'], '/data')).toBe(path.resolve('/x/a.csv'));
  expect(fileArgument(['--flag', ''], '/data')).toBeNull();
});

test('where Electron was started with a folder, the arguments begin behind it', () => {
  expect(appArguments(['hone', 'a.csv'], true)).toEqual(['a.csv']);
  expect(appArguments(['electron', '--no-sandbox', '/clone', 'a.csv'], false)).toEqual(['a.csv']);
  expect(appArguments(['electron', '/clone'], false)).toEqual([]);
  expect(appArguments(['electron', '--version'], false)).toEqual([]);
});
