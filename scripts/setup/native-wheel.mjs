// TensorFlow's libraries and headers out of the wheels that Python's package index offers.

import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { filesBelow, remove, sha256OfFile } from './files.mjs';
import { SetupError, step } from './messages.mjs';
import { downloadWheels, unpackWheel } from './python.mjs';

/** SHA-256 of the wheels we know. For others pip checks the index's hash, and the manifest records what came. */
const known = {
  'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl':
    '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
};

/** Wheels of one Python version serve every machine: only their C libraries are used. */
const python = ['--implementation', 'cp', '--python-version', '3.11', '--abi', 'cp311', '--abi', 'none'];

const platforms = {
  'linux-x64': ['manylinux_2_27_x86_64', 'manylinux_2_17_x86_64', 'manylinux2014_x86_64'],
  // Not tried:
  'linux-arm64': ['manylinux_2_27_aarch64', 'manylinux_2_17_aarch64', 'manylinux2014_aarch64'],
  // Not tried:
  'darwin-arm64': ['macosx_14_0_arm64', 'macosx_13_0_arm64', 'macosx_12_0_arm64', 'macosx_11_0_arm64'],
};

/** CUDA's wheels know fewer platform names, newest first. */
const cudaPlatforms = [
  'manylinux_2_27_x86_64',
  'manylinux_2_17_x86_64',
  'manylinux2014_x86_64',
  'manylinux1_x86_64',
];

/**
 * Downloads, checks and unpacks: the libraries into `<tree>/deps/lib`, the C headers into `<work>/include`.
 * Returns the wheels' names and hashes for the manifest.
 */
export async function bringLibraries(native, { tree, work }) {
  refuseUnknownPlatform();
  const name = native.flavour === 'cpu' && process.platform === 'linux' ? 'tensorflow-cpu' : 'tensorflow';
  const size = native.flavour === 'gpu' ? '0.6 GB' : '270 MB';
  const wheels = [];
  await step(`${name} ${native.tensorflow} (${size})`, async (progress) => {
    const folder = path.join(work, 'tensorflow');
    const options = [...python, ...platformOptions(platforms[`${process.platform}-${process.arch}`])];
    const [wheel] = await downloadWheels([`${name}==${native.tensorflow}`], { folder, options, progress });
    progress('checking and unpacking');
    wheels.push(await checkWheel(wheel));
    await unpackTensorFlow(wheel, { tree, work });
    if (native.flavour === 'gpu') await bringCuda(wheel, { tree, work, wheels, progress });
    remove(folder);
  });
  return wheels;
}

function refuseUnknownPlatform() {
  const place = `${process.platform}-${process.arch}`;
  if (!(place in platforms)) {
    throw new SetupError(
      `TensorFlow offers no library for ${place}.`,
      'Use a computer with 64-bit Linux or an Apple chip.',
    );
  }
  const glibc = process.platform !== 'linux' || process.report.getReport().header.glibcVersionRuntime;
  if (!glibc)
    throw new SetupError('TensorFlow needs glibc, and this Linux has musl.', 'Use a Linux with glibc.');
}

function platformOptions(names) {
  return names.flatMap((name) => ['--platform', name]);
}

async function checkWheel(wheel) {
  const name = path.basename(wheel);
  const sha256 = await sha256OfFile(wheel);
  if (name in known && known[name] !== sha256) {
    throw new SetupError(
      `${name} is not the file it should be (SHA-256 ${sha256}).`,
      'Something between this machine and the package index changes downloads: use another network.',
    );
  }
  return { name, sha256 };
}

async function unpackTensorFlow(wheel, { tree, work }) {
  const lib = path.join(tree, 'deps', 'lib');
  const include = path.join(work, 'include');
  const strip = 'tensorflow/include/';
  const libraries = await unpackWheel(wheel, [
    { pattern: 'tensorflow/libtensorflow_(cc|framework)\\.', strip: 'tensorflow/', to: lib },
    { pattern: 'tensorflow/include/tensorflow/c/.*\\.h$', strip, to: include },
    { pattern: 'tensorflow/include/xla/tsl/c/.*\\.h$', strip, to: include },
    { pattern: 'tensorflow/include/(tensorflow/core|tsl)/platform/.*\\.h$', strip, to: include },
    { pattern: 'tensorflow/THIRD_PARTY_NOTICES.txt$', strip: 'tensorflow/', to: path.join(tree, 'deps') },
  ]);
  const names = readdirSync(lib).filter((name) => /^libtensorflow_(cc|framework)\..*/.test(name));
  if (libraries < 3 || names.length < 2) {
    throw new SetupError(
      `${path.basename(wheel)} does not hold TensorFlow's C library.`,
      'Use a computer with 64-bit Linux, or set HONE_TENSORFLOW=none.',
    );
  }
}

/**
 * CUDA's libraries, as the wheel's extra `and-cuda` names them (not tried: written without an NVIDIA machine).
 * They lie as Python would lay them, `deps/nvidia/<part>` beside `deps/lib`, where TensorFlow's own run path
 * and XLA's search for libdevice and ptxas look. The links in `deps/lib` serve the addon's run path.
 */
async function bringCuda(wheel, { tree, work, wheels, progress }) {
  const folder = path.join(work, 'cuda');
  const metadata = path.join(work, 'metadata');
  await unpackWheel(wheel, [{ pattern: '[^/]+\\.dist-info/METADATA$', strip: '', to: metadata }]);
  const [file] = filesBelow(metadata);
  const requirements = cudaRequirements(readFileSync(path.join(metadata, file), 'utf8'));
  if (requirements.length === 0)
    throw new SetupError('TensorFlow names no CUDA wheels.', 'Set HONE_TENSORFLOW=cpu.');
  for (const [index, requirement] of requirements.entries()) {
    const name = requirement.split(/[<>=!~]/)[0];
    const [cuda] = await downloadWheels([requirement], {
      folder: path.join(folder, name),
      options: [...python, ...platformOptions(cudaPlatforms)],
      progress: (text) => progress(`${name} (${index + 1} of ${requirements.length}): ${text}`),
    });
    wheels.push(await checkWheel(cuda));
    await unpackWheel(cuda, [
      { pattern: 'nvidia/(?!.*/include/)', strip: 'nvidia/', to: path.join(tree, 'deps', 'nvidia') },
    ]);
    remove(path.join(folder, name));
  }
  linkCuda(path.join(tree, 'deps'));
}

/** The requirements of the extra `and-cuda` in a wheel's METADATA, as pip takes them. */
export function cudaRequirements(metadata) {
  return metadata
    .split('\n')
    .map((line) => /^Requires-Dist: (nvidia-\S+) *; *extra == ["']and-cuda["']/.exec(line)?.[1])
    .filter((requirement) => requirement !== undefined);
}

function linkCuda(deps) {
  const libraries = filesBelow(path.join(deps, 'nvidia')).filter((file) =>
    /\/lib\/[^/]+\.so(\.\d+)*$/.test(file),
  );
  for (const file of libraries) {
    const link = path.join(deps, 'lib', path.basename(file));
    if (!existsSync(link)) symlinkSync(path.join('..', 'nvidia', file), link);
  }
}
