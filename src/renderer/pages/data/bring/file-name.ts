// The name of a file without its folder, of both kinds of paths.
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
