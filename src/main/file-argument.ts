// The file that Hone was started with.
import path from 'node:path';

/** The first argument that is no switch, as an absolute path; null without one. `argv` begins after the program. */
export function fileArgument(argv: readonly string[], cwd: string): string | null {
  const file = argv.find((argument) => argument !== '' && !argument.startsWith('-'));
  return file === undefined ? null : path.resolve(cwd, file);
}

/** The arguments behind the program, and behind the app's folder where Electron was started with one. */
export function appArguments(argv: readonly string[], packaged: boolean): string[] {
  const given = argv.slice(1);
  if (packaged) return given;
  const folder = given.findIndex((argument) => !argument.startsWith('-'));
  return folder < 0 ? [] : given.slice(folder + 1);
}
