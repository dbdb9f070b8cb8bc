// How far a run is, on stderr: one line redrawn on a terminal, a few plain lines elsewhere.
import type { Epoch } from '../core/run/epoch';
import type { EpochBatch } from '../core/run/job';
import { bytesText, durationText, figureText } from './number-text';
import { paint } from './paint';
import type { Terminal } from './session';
import { wrapText } from './wrap-text';

export interface Progress {
  /** Work that is not training; share 0 to 1, null where unknown. */
  phase(name: string, share: number | null): void;
  /** Work that the workbench tells of by the word for it, such as `reading`. */
  work(event: WorkTold): void;
  /** A step that is done; a line of its own where the bar cannot be redrawn, none if it was told before. */
  milestone(text: string): void;
  epochs(batch: EpochBatch): void;
  /** A line of its own that stays above the bar. */
  note(text: string): void;
  /** Takes the bar away. */
  end(): void;
}

export interface WorkTold {
  phase: string;
  share: number | null;
  /** While a file is read. */
  bytes?: { done: number; total: number } | undefined;
}

/** Lines that a run prints at the most where they cannot be redrawn. */
const sparseLines = 10;
const barCells = 20;
/** Between the lines about one piece of work where they cannot be redrawn, in milliseconds. */
const sparsePause = 10_000;

/** The progress of a run of at most `planned` epochs; silent, but for notes, if `quiet`. */
export function createProgress(terminal: Terminal, planned: number, quiet: boolean): Progress {
  const note = (text: string) => terminal.tell(wrapText(`${text}\n`, terminal.width.messages));
  const silent = () => {};
  if (quiet) return { phase: silent, work: silent, milestone: silent, epochs: silent, note, end: silent };
  return terminal.live ? liveProgress(terminal, planned) : { ...sparseProgress(terminal, planned), note };
}

function liveProgress(terminal: Terminal, planned: number): Progress {
  const clear = '\r\u001B[2K';
  let shown = '';
  const show = (line: string) => {
    shown = line.slice(0, Math.max(0, terminal.columns - 1));
    terminal.tell(clear + shown);
  };
  return {
    phase: (name, share) => show(phaseLine(name, share)),
    work: (event) => show(workLine(event)),
    milestone: () => {},
    epochs: (batch) => {
      const last = lastOf(batch);
      if (last) show(epochLine(last, planned, batch.secondsLeft, true));
    },
    note(text) {
      const line = paint(terminal.color.messages).bold(text);
      terminal.tell(`${clear}${wrapText(line, terminal.width.messages)}\n${shown}`);
    },
    end: () => {
      if (shown) terminal.tell(clear);
      shown = '';
    },
  };
}

function sparseProgress(terminal: Terminal, planned: number): Omit<Progress, 'note'> {
  let told = -1;
  let milestone = '';
  // Work that is soon over needs no line.
  let last = performance.now();
  const tellSeldom = (line: string) => {
    if (performance.now() - last < sparsePause) return;
    last = performance.now();
    terminal.tell(`${line}\n`);
  };
  return {
    phase: (name, share) => tellSeldom(phaseLine(name, share)),
    work: (event) => tellSeldom(workLine(event)),
    milestone: (text) => {
      if (text === milestone) return;
      milestone = text;
      last = performance.now();
      terminal.tell(`${text}\n`);
    },
    epochs: (batch) => {
      const epoch = lastOf(batch);
      const reached = epoch ? Math.floor((epoch.epoch * sparseLines) / planned) : told;
      if (!epoch || reached <= told) return;
      told = reached;
      terminal.tell(`${epochLine(epoch, planned, batch.secondsLeft, false)}\n`);
    },
    end: () => {},
  };
}

const phaseLine = (name: string, share: number | null) =>
  share === null ? `${name} …` : `${name} ${Math.round(share * 100)} %`;

function workLine({ phase, share, bytes }: WorkTold): string {
  const name = phase.charAt(0).toUpperCase() + phase.slice(1);
  const line = phaseLine(name, share);
  return bytes ? `${line}, ${bytesText(bytes.done)} of ${bytesText(bytes.total)}` : line;
}

/** Pre-training is shown as a phase: its epochs count for themselves. */
function lastOf({ epochs }: EpochBatch): Epoch | undefined {
  return epochs.filter(({ phase }) => phase === 'training').at(-1);
}

function epochLine(epoch: Epoch, planned: number, secondsLeft: number | null, bar: boolean): string {
  const parts = [
    `epoch ${String(epoch.epoch).padStart(String(planned).length)}/${planned}`,
    `loss ${figureText(epoch.trainLoss)}`,
    `validation loss ${figureText(epoch.validationLoss)}`,
  ];
  if (bar) parts.splice(1, 0, barText(epoch.epoch / planned));
  if (secondsLeft !== null) parts.push(`${durationText(secondsLeft)} left`);
  return parts.join('  ');
}

function barText(share: number): string {
  const full = Math.round(Math.min(1, share) * barCells);
  return '█'.repeat(full) + '░'.repeat(barCells - full);
}
