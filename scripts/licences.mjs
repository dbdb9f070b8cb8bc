// `npm run licenses`: lists the licence of every package that ships with Hone into THIRD-PARTY-LICENCES.md.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readJson, root } from './setup/files.mjs';
import { say } from './setup/messages.mjs';

/** Packages that the bundler puts into the page, though they are development packages for npm. */
const bundled = ['react', 'react-dom', 'scheduler', 'echarts', 'zrender', 'echarts/node_modules/tslib'];
const licenceFile = /^(licen[cs]e|copying|notice)/i;

/** Places in node_modules of what ships, in order: production packages of this lock, and the bundled ones. */
function shipped(lock) {
  const names = Object.entries(lock.packages)
    .filter(
      ([place, entry]) =>
        place !== '' && !entry.dev && !entry.devOptional && existsSync(path.join(root, place)),
    )
    .map(([place]) => place);
  return [...new Set([...names, ...bundled.map((name) => `node_modules/${name}`)])]
    .filter((place) => existsSync(path.join(root, place, 'package.json')) && !place.includes('/@types/'))
    .sort();
}

function describe(place) {
  const folder = path.join(root, place);
  const { name, version, license, licenses } = readJson(path.join(folder, 'package.json'));
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && licenceFile.test(entry.name))
    .map((entry) => readFileSync(path.join(folder, entry.name), 'utf8').trim());
  const kind = license ?? licenses?.map((entry) => entry.type ?? entry).join(' OR ') ?? 'see below';
  return { title: `${name} ${version}`, kind: typeof kind === 'string' ? kind : kind.type, texts };
}

function render(entries) {
  const seen = new Map();
  const sections = entries.map(({ title, kind, texts }) => {
    const bodies = texts.map((text) => {
      const first = seen.get(text);
      seen.set(text, first ?? title);
      return first
        ? `The same text as under ${first}.`
        : `\`\`\`text\n${text.replaceAll('```', "'''")}\n\`\`\``;
    });
    return [`## ${title}`, `Licence: ${kind}`, ...bodies].join('\n\n');
  });
  const head = [
    '# Licences of the software that Hone ships',
    'Made by `npm run licenses`. The packaged app also holds TensorFlow (Apache-2.0; its own notices lie in',
    '`resources/native/deps/THIRD_PARTY_NOTICES.txt`) and Electron with Chromium (MIT and others; `LICENSES.chromium.html`).',
  ];
  return `${head[0]}\n\n${head.slice(1).join('\n')}\n\n${sections.join('\n\n')}\n`;
}

const entries = shipped(readJson(path.join(root, 'package-lock.json'))).map(describe);
if (entries.length === 0) throw new Error('No package was found; run `npm ci` first.');
writeFileSync(path.join(root, 'THIRD-PARTY-LICENCES.md'), render(entries));
say(`THIRD-PARTY-LICENCES.md lists ${entries.length} packages.`);
