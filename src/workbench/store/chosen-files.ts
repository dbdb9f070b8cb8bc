// The further files that the person chose: the only ones that a recipe or a setting of a page may name.
import { HoneError } from '../../core/errors';
import { z } from 'zod';
import { createJsonWriter, readJson } from './json-file';

const KEPT = 2000;

export interface ChosenFiles {
  /** Remembers files that a dialog or the command line named, by their absolute paths. */
  add(files: readonly string[]): Promise<void>;
  /** HoneError `request-invalid` if the input of a call names a further file that nobody chose. */
  require(input: unknown): Promise<void>;
}

export function createChosenFiles(index: string): ChosenFiles {
  const writer = createJsonWriter(index);
  let known: Promise<Set<string>> | null = null;
  const load = () => {
    known ??= readJson(index, z.array(z.string())).then((files) => new Set(files ?? []));
    return known;
  };
  return {
    async add(files) {
      const chosen = await load();
      for (const file of files) {
        chosen.delete(file);
        chosen.add(file);
      }
      await writer.write([...chosen].slice(-KEPT));
    },
    async require(input) {
      const named = furtherFiles(input);
      if (named.length === 0) return;
      const chosen = await load();
      const other = named.find((file) => !chosen.has(file));
      if (other === undefined) return;
      throw new HoneError('request-invalid', 'This file was not chosen by anyone.', {
        place: { file: other },
        fix: 'Choose it through the dialog for further files.',
      });
    },
  };
}

/** Every path that stands in the place of a further file, however deep: in recipes, settings and changes of either. */
export function furtherFiles(input: unknown): string[] {
  if (Array.isArray(input)) return input.flatMap(furtherFiles);
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([key, value]) => {
    if (/(?:^|\.)append$/i.test(key)) return stringsOf(value);
    if (/(?:^|\.)join$/i.test(key)) return filesOf(value);
    if (key === 'path' && /\.append$/i.test(String(value)))
      return stringsOf((input as { value?: unknown }).value);
    if (key === 'path' && /\.join$/i.test(String(value)))
      return filesOf((input as { value?: unknown }).value);
    return furtherFiles(value);
  });
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

function stringsOf(value: unknown): string[] {
  return listOf(value).filter((item) => typeof item === 'string' && item !== '') as string[];
}

function filesOf(value: unknown): string[] {
  return listOf(value).flatMap((item) => stringsOf((item as { file?: unknown } | null)?.file));
}
