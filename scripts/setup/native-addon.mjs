// The addon between Node and TensorFlow: compiled from the sources in tfjs-node-gpu with npm's own node-gyp.

import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { findProgram, npmFolder, run } from './child.mjs';
import { root, writeJson } from './files.mjs';
import { SetupError } from './messages.mjs';
import { findPython, howTo, pythonMissing } from './python.mjs';

const compilers = [process.env.CXX, 'g++', 'clang++', 'c++'].filter(Boolean);

/** The error that names the first tool the build lacks; null where all are there. */
export function findMissingTool() {
  if (findPython() === null) return pythonMissing();
  const compiler = compilers.some(
    (name) => path.isAbsolute(name) || findProgram(name.split(' ')[0]) !== null,
  );
  if (compiler && findProgram('make') !== null) return null;
  const fix =
    process.platform === 'darwin'
      ? 'Install them with `xcode-select --install`, then run `npm run setup` or start Hone again.'
      : `Install g++ and make${howTo('g++ make')}`;
  return new SetupError('A C++ compiler with make was not found.', fix, { kind: 'tool' });
}

/** Compiles the addon against the libraries of `<tree>/deps/lib` into `<tree>/lib/napi-v8`. */
export async function buildAddon(native, { tree, work }) {
  const folder = path.join(work, 'addon');
  prepareSources(native, folder, { tree, work });
  const output = path.join(tree, 'lib', `napi-v${native.napi}`);
  const headers = headersPrefix();
  const { code, output: log } = await run(
    process.execPath,
    [
      nodeGyp(),
      'rebuild',
      `--devdir=${path.join(work, 'headers')}`,
      ...(headers === null ? [] : [`--nodedir=${headers}`]),
      '--module_name=tfjs_binding',
      `--module_path=${output}`,
      `--napi_build_version=${native.napi}`,
    ],
    // DT_RPATH, unlike DT_RUNPATH, also serves the libraries that TensorFlow opens later (CUDA's).
    { cwd: folder, env: process.platform === 'linux' ? { LDFLAGS: '-Wl,--disable-new-dtags' } : {} },
  );
  const addon = path.join(output, 'tfjs_binding.node');
  if (code !== 0 || !existsSync(addon)) throw buildError(log);
  if (process.platform === 'darwin') await addRunPath(addon);
}

function prepareSources({ sourceFolder, napi }, folder, { tree, work }) {
  mkdirSync(path.join(folder, 'deps', 'lib'), { recursive: true });
  for (const name of ['binding', 'binding.gyp']) {
    cpSync(path.join(sourceFolder, name), path.join(folder, name), { recursive: true });
  }
  writeJson(path.join(folder, 'package.json'), { name: 'tfjs-binding', version: String(napi) });
  symlinkSync(path.join(work, 'include'), path.join(folder, 'deps', 'include'));
  // The sources link with -ltensorflow; the wheel calls that library libtensorflow_cc.
  const lib = path.join(tree, 'deps', 'lib');
  for (const file of readdirSync(lib)) {
    const part = /^libtensorflow_(cc|framework)\./.exec(file)?.[1];
    if (!part) continue;
    const ending = process.platform === 'darwin' ? '.2.dylib' : '.so';
    const name = part === 'cc' ? `libtensorflow${ending}` : `libtensorflow_framework${ending}`;
    const link = path.join(folder, 'deps', 'lib', name);
    if (!existsSync(link)) symlinkSync(path.join(lib, file), link);
  }
}

function nodeGyp() {
  const npm = npmFolder();
  const candidates = [
    npm && path.join(npm, 'node_modules/node-gyp'),
    path.join(root, 'node_modules/node-gyp'),
  ];
  const found = candidates.find((folder) => folder && existsSync(path.join(folder, 'bin/node-gyp.js')));
  if (found) return path.join(found, 'bin/node-gyp.js');
  throw new SetupError('node-gyp was not found beside npm.', 'Install Node.js together with npm.', {
    kind: 'tool',
  });
}

/** The prefix that holds this Node's headers; null where node-gyp has to download them. */
function headersPrefix() {
  const prefixes = [path.resolve(process.execPath, '../..'), '/usr', '/usr/local'];
  return prefixes.find((prefix) => existsSync(path.join(prefix, 'include/node/node_api.h'))) ?? null;
}

function buildError(log) {
  const fix = 'Check that the C++ compiler works (g++ --version), then run `npm run setup -- --native`.';
  const details = log.split('\n').slice(-15).join('\n');
  return new SetupError('The addon for TensorFlow could not be compiled.', fix, { details });
}

/** Not tried: on macOS the wheel's libraries are found through the addon's own run path. */
async function addRunPath(addon) {
  await run('install_name_tool', ['-add_rpath', '@loader_path/../../deps/lib', addon]);
  await run('codesign', ['--force', '--sign', '-', addon]);
}

/** Loads the addon in a process of its own and returns TensorFlow's version. */
export async function checkAddon(addon) {
  const program = `process.stdout.write('version=' + require(process.argv[1]).TF_Version)`;
  const { output } = await run(process.execPath, ['-e', program, addon], {
    env: { TF_CPP_MIN_LOG_LEVEL: '3' },
  });
  const version = /version=(\S+)/.exec(output)?.[1];
  if (version) return version;
  const fix = 'Run `npm run setup -- --native`; if it stays so, report it with the text above.';
  throw new SetupError('The new TensorFlow addon does not load.', fix, { details: output });
}
