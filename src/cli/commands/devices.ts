// `hone devices`: what this machine can train on, and why not on the rest.
import type { Device } from '../../core/run/device';
import type { Runtime } from '../../core/run/job';
import { alignTable } from '../aligned-table';
import { bytesText } from '../number-text';
import { paint } from '../paint';
import { type ExitCode, exitCodes, type Session } from '../session';

/** Prints one line per device; as JSON what the probe of the machine answered. */
export async function listDevices(session: Session, options: { json?: boolean }): Promise<ExitCode> {
  const workbench = await session.connect();
  const runtime = await workbench.probe();
  const { terminal } = session;
  await terminal.write(
    options.json ? `${JSON.stringify({ runtime })}\n` : devicesText(runtime, terminal.color.out),
  );
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

function deviceCells({ id, title, threads, memoryBytes, available, note }: Device, used: string): string[] {
  return [
    id === used ? '*' : '',
    id,
    title,
    threads === null ? '–' : String(threads),
    memoryBytes === null ? '–' : bytesText(memoryBytes),
    available ? (note ?? '') : 'not used',
  ];
}

function adviceText({ id, available, reason, fix }: Device, color: boolean): string {
  if (available || reason === null) return '';
  const brush = paint(color);
  return `${brush.bold(id)}: ${reason}\n${fix === null ? '' : `  ${brush.bold('fix:')} ${fix}\n`}`;
}
