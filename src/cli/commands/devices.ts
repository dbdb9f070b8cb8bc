// `hone devices`: what this machine can train on, and why not on the rest.
import type { Device } from '../../core/run/device';
import type { Runtime } from '../../core/run/job';
import { alignTable } from '../aligned-table';
import { bytesText } from '../number-text';
import { paint } from '../paint';
import { printAnswer } from '../print-answer';
import { type ExitCode, exitCodes, type Session } from '../session';

/** Prints one line per device; as JSON what the probe of the machine answered. */
export async function listDevices(session: Session, options: { json?: boolean }): Promise<ExitCode> {
  const workbench = await session.connect();
  const runtime = await workbench.probe();
  await printAnswer(session.terminal, options, { runtime }, (color) => devicesText(runtime, color));
  return exitCodes.done;
}

function devicesText({ devices = [], backend, device, version }: Runtime, color: boolean): string {
  const used = backend === 'wasm' ? 'wasm' : device;
  const table = alignTable(
    [['', 'device', 'name', 'threads', 'memory', ''], ...devices.map((one) => deviceCells(one, used))],
    ['left', 'left', 'left', 'right', 'right', 'left'],
  );
  const name = backend === 'wasm' ? 'The WebAssembly backend' : 'TensorFlow';
  const runtime = `${name} ${version}. The device marked with * is taken by hardware.device=auto.\n`;
  return [table, ...devices.map((one) => adviceText(one, color)), runtime].join('');
}

function deviceCells({ id, title, threads, memoryBytes, available }: Device, used: string): string[] {
  return [
    id === used ? '*' : '',
    id,
    title,
    threads === null ? '–' : String(threads),
    memoryBytes === null ? '–' : bytesText(memoryBytes),
    available ? '' : 'not used',
  ];
}

function adviceText({ id, available, reason, fix, note }: Device, color: boolean): string {
  const brush = paint(color);
  if (available) return note === null ? '' : `${brush.bold(id)}: ${note}\n`;
  return reason === null
    ? ''
    : `${brush.bold(id)}: ${reason}\n${fix === null ? '' : `  ${brush.bold('fix:')} ${fix}\n`}`;
}
