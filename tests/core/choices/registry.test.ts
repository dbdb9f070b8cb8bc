// What holds for every choice of every family.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { registries } from './registries';

const choices = new URL('../../../src/core/choices/', import.meta.url);

interface NumberRange {
  path: string[];
  minimum?: number;
  maximum?: number;
  integer: boolean;
}

interface Node {
  type?: string;
  properties?: Record<string, Node>;
  items?: Node;
  minimum?: number;
  maximum?: number;
}

/** Every number of a settings schema with its range; of a list the range of its items. */
function rangesOf(node: Node, path: string[] = []): NumberRange[] {
  if (node.type === 'number' || node.type === 'integer') {
    const { minimum, maximum } = node;
    return [
      {
        path,
        integer: node.type === 'integer',
        ...(minimum !== undefined && { minimum }),
        ...(maximum !== undefined && { maximum }),
      },
    ];
  }
  if (node.items) return rangesOf(node.items, [...path, '0']);
  return Object.entries(node.properties ?? {}).flatMap(([name, child]) => rangesOf(child, [...path, name]));
}

function withNumber(settings: Record<string, unknown>, [name, item]: string[], value: number) {
  return { ...settings, [name as string]: item === undefined ? value : [value] };
}

test('every family folder has a registry', () => {
  const folders = readdirSync(choices, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'layers')
    .map(({ name }) => name);
  expect(folders.sort()).toEqual(registries.map(({ folder }) => folder).sort());
});

describe.each(registries)('$folder', ({ folder, list, schema, beside }) => {
  const discriminator = folder === 'models' ? 'family' : 'kind';

  test('every file of the folder is registered under its own name', () => {
    const files = readdirSync(new URL(folder, choices)).map((file) => file.replace(/\.ts$/, ''));
    const kinds = files.filter((file) => file !== 'index' && !(beside as readonly string[]).includes(file));
    expect(kinds.length).toBeGreaterThan(0);
    expect(list.map(({ kind }) => kind).sort()).toEqual(kinds.sort());
    for (const file of beside) expect(files).toContain(file);
  });

  describe.each(list.map((choice) => [choice.kind, choice] as const))('%s', (kind, choice) => {
    const settings = schema.parse({ [discriminator]: kind }) as Record<string, unknown>;

    test('is described in words, with a source', () => {
      expect(kind).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(choice.title.length).toBeGreaterThan(2);
      expect(choice.help).toMatch(/\.$/);
      expect(choice.source.length).toBeGreaterThan(5);
      for (const [name, param] of Object.entries(choice.params as Record<string, z.ZodType>)) {
        const meta = param.meta();
        expect(meta?.title, name).toBeTruthy();
        expect(meta?.help, name).toMatch(/\.$/);
      }
    });

    test('defaults parse, are complete and survive JSON', () => {
      expect(settings[discriminator]).toBe(kind);
      expect(Object.keys(settings).sort()).toEqual([discriminator, ...Object.keys(choice.params)].sort());
      expect(schema.parse(JSON.parse(JSON.stringify(settings)))).toEqual(settings);
      expect(choice.schema.parse(settings)).toEqual(settings);
    });

    test('unknown parameters and kinds are refused', () => {
      expect(schema.safeParse({ ...settings, another: 1 }).success).toBe(false);
      expect(schema.safeParse({ ...settings, [discriminator]: `${kind}x` }).success).toBe(false);
    });

    test('numbers outside their range are refused', () => {
      for (const { path, minimum, maximum, integer } of rangesOf(
        z.toJSONSchema(choice.schema, { io: 'input' }) as Node,
      )) {
        expect(minimum, path.join()).toBeTypeOf('number');
        expect(maximum, path.join()).toBeTypeOf('number');
        const beyond = [minimum! - 1e-6 * Math.max(1, Math.abs(minimum!)), maximum! * 1.01 + 1e-6];
        const never = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
        for (const value of [...beyond, ...never, ...(integer ? [minimum! + 0.5] : [])]) {
          expect(schema.safeParse(withNumber(settings, path, value)).success, `${path.join()} ${value}`).toBe(
            false,
          );
        }
      }
    });
  });
});
