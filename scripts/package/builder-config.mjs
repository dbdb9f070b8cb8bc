// electron-builder's configuration: what goes into the app, and how each platform packs it.

import path from 'node:path';
import { root } from '../setup/files.mjs';

/** Of these packages only the bundle that Node loads is used. */
const tensorflowBundles = {
  tfjs: 'tf.node.js',
  'tfjs-backend-cpu': 'tf-backend-cpu.node.js',
  'tfjs-backend-wasm': '{tf-backend-wasm.node.js,*.wasm}',
  'tfjs-backend-webgl': 'tf-backend-webgl.node.js',
  'tfjs-converter': 'tf-converter.node.js',
  'tfjs-core': 'tf-core.node.js',
  'tfjs-data': 'tf-data.node.js',
  'tfjs-layers': 'tf-layers.node.js',
};

/** Dependencies of install scripts, command lines and polyfills of those packages: never loaded by Hone. */
const unused = [
  '@mapbox',
  '@types',
  '@webgpu',
  'adm-zip',
  'argparse',
  'core-js',
  'progress',
  'regenerator-runtime',
  'rimraf',
  'tar',
  'undici-types',
  'yargs',
  'yargs-parser',
];

function files() {
  const bundles = Object.entries(tensorflowBundles).flatMap(([name, file]) => [
    `!node_modules/@tensorflow/${name}/{dist,src,wasm-out,metadata}/**`,
    `node_modules/@tensorflow/${name}/dist/${file}`,
  ]);
  return [
    'out/**',
    '!out/.stamp.json',
    'package.json',
    '!node_modules/**/*.{d.ts,d.mts,d.cts,ts,mts,cts,map,md,tsbuildinfo,html,flow}',
    '!node_modules/**/{test,tests,__tests__,example,examples,docs}/**',
    ...unused.map((name) => `!node_modules/${name}/**`),
    ...bundles,
    '!node_modules/@tensorflow/tfjs-node-gpu/{binding,src,scripts,deps,lib}/**',
    '!node_modules/@tensorflow/*/{.rollup.cache,node_modules/@types}/**',
    '!node_modules/zod/src/**',
    // Of the Excel reader only its CommonJS build and the code pages of old workbooks are loaded.
    '!node_modules/@e965/xlsx/{bin,xlsx.mjs,xlsxworker.js}',
    '!node_modules/@e965/xlsx/dist/{*.min.js,*.mjs,xlsx.*}',
    '!node_modules/@uwdata/flechette/{src,docs}/**',
    '!node_modules/@uwdata/flechette/dist/*.{min.js,mjs}',
  ];
}

/** The configuration for an Electron in that folder, with the native runtime of that folder inside. */
export function builderConfig({ electronDist, electronVersion, native, output }) {
  const icons = path.join(root, 'resources', 'icons');
  return {
    appId: 'org.hone.workbench',
    productName: 'Hone',
    copyright: 'The Hone authors',
    directories: { output, buildResources: path.join(root, 'resources') },
    electronDist,
    electronVersion,
    npmRebuild: false,
    asar: true,
    asarUnpack: ['node_modules/@duckdb/node-bindings-*/**', '**/*.node', '**/*.wasm'],
    files: files(),
    extraResources: [
      { from: native, to: 'native', filter: ['lib/**', 'deps/**'] },
      { from: path.join(root, 'resources', 'samples'), to: 'samples' },
    ],
    extraFiles: [
      { from: path.join(root, 'LICENSE'), to: 'LICENSE' },
      { from: path.join(root, 'THIRD-PARTY-LICENCES.md'), to: 'THIRD-PARTY-LICENCES.md' },
    ],
    linux: { target: 'dir', executableName: 'hone', icon: icons, category: 'Science' },
    // Not tried: no Windows machine was at hand.
    win: { target: ['dir', 'nsis'], icon: path.join(icons, '256x256.png') },
    // Not tried: no Mac was at hand. Unsigned: a person opens it once with the context menu.
    mac: {
      target: ['dir', 'dmg'],
      icon: path.join(icons, '1024x1024.png'),
      identity: null,
      category: 'public.app-category.developer-tools',
    },
    fileAssociations: [{ ext: ['csv', 'tsv'], name: 'Table', role: 'Viewer', mimeType: 'text/csv' }],
    publish: null,
  };
}
