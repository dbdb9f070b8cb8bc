// The .deb of a packed Linux app: desktop entry, icons, file types, sandbox helper with its rights.

import { createRequire } from 'node:module';
import path from 'node:path';
import { fileSize, readJson, root } from '../setup/files.mjs';
import { bytes } from '../setup/messages.mjs';

const architectures = { x64: 'amd64', arm64: 'arm64' };
const iconSizes = [16, 32, 48, 64, 128, 256, 512];

/** Packs `source` (electron-builder's unpacked folder) into `output`; returns the file and its size in words. */
export async function makeDeb(source, output) {
  const installer = createRequire(import.meta.url)('electron-installer-debian');
  const { version, description } = readJson(path.join(root, 'package.json'));
  const arch = architectures[process.arch];
  const icon = (size) => path.join(root, 'resources', 'icons', `${size}x${size}.png`);
  await installer({
    src: source,
    dest: output,
    arch,
    options: {
      name: 'hone',
      bin: 'hone',
      productName: 'Hone',
      genericName: 'Model tuning workbench',
      description: description.split(':')[0],
      productDescription: description,
      version,
      maintainer: 'The Hone authors <hone@localhost>',
      section: 'science',
      categories: ['Science', 'DataVisualization', 'Development'],
      mimeType: ['text/csv', 'text/tab-separated-values'],
      icon: Object.fromEntries(iconSizes.map((size) => [`${size}x${size}`, icon(size)])),
      // xz and gzip take minutes over TensorFlow's library.
      compression: 'zstd',
    },
  });
  const file = path.join(output, `hone_${version}_${arch}.deb`);
  return `${file} (${bytes(fileSize(file))})`;
}
