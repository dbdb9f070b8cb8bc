// Writes docs/generated/choices.md, the reference of every recipe path. Run it after a change of a choice or a field.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = path.join(root, 'src/core/recipe/reference.ts');
const target = path.join(root, 'docs/generated/choices.md');

const { module } = await runnerImport(source, { configFile: false, logLevel: 'error' });
mkdirSync(path.dirname(target), { recursive: true });
writeFileSync(target, module.recipeReference());
console.error(`Wrote ${path.relative(root, target)}.`);
