// Remembers where the window was.
import { type BrowserWindow, type Rectangle, screen } from 'electron';
import { z } from 'zod';
import { createJsonWriter, readJson } from '../workbench/store/json-file';

const stateSchema = z.strictObject({
  bounds: z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  maximized: z.boolean(),
});

export interface WindowState {
  /** Null where none is known, or where no screen shows it any more. */
  bounds: Rectangle | null;
  maximized: boolean;
}

export async function readWindowState(file: string): Promise<WindowState> {
  const state = await readJson(file, stateSchema);
  if (!state) return { bounds: null, maximized: false };
  return { bounds: isVisible(state.bounds) ? state.bounds : null, maximized: state.maximized };
}

/** Writes the state a moment after each change. */
export function keepWindowState(window: BrowserWindow, file: string): void {
  const writer = createJsonWriter(file);
  let timer: ReturnType<typeof setTimeout> | null = null;
  const save = () => {
    timer = null;
    if (window.isDestroyed()) return;
    const state = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    // A position that cannot be kept is no loss worth a word.
    writer.write(state).catch(() => {});
  };
  const saveSoon = () => {
    timer ??= setTimeout(save, 500);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('close', save);
}

function isVisible({ x, y, width, height }: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching({ x, y, width, height });
  const overlapX = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x);
  const overlapY = Math.min(y + height, workArea.y + workArea.height) - Math.max(y, workArea.y);
  return overlapX >= 200 && overlapY >= 200;
}
