// What a page may ask of the main process, each call checked by its sender and by its shape.
import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { z } from 'zod';
import { reportError } from '../core/errors';
import type { Answer, CommandOutput } from '../workbench/contract/commands';
import { channels } from '../workbench/contract/channels';
import { withoutFolders } from '../workbench/folder-tables';
import type { Workbench } from '../workbench/workbench';
import type { RunStreams } from './run-streams';
import { PAGE_ORIGIN } from './scheme';

type Dropped = NonNullable<CommandOutput<'dataset.append'>>;

const droppedSchema = z.tuple([z.string().min(1)], z.string().min(1));
const followSchema = z.strictObject({ runId: z.string().max(200), nonce: z.string().max(100) });

/** Answers calls of the app's own page; any other sender gets nothing. */
export function answerPages(workbench: Workbench, streams: RunStreams): void {
  ipcMain.handle(channels.call, (event, name: unknown, input: unknown) => {
    requireOwnPage(event);
    return workbench.call(z.string().parse(name), input);
  });
  ipcMain.handle(channels.dropped, (event, files: unknown) => {
    requireOwnPage(event);
    return openDropped(workbench, droppedSchema.parse(files));
  });
  ipcMain.on(channels.follow, (event, request: unknown) => {
    const parsed = followSchema.safeParse(request);
    if (isOwnPage(event) && parsed.success) {
      streams.follow(event.sender, parsed.data.runId, parsed.data.nonce);
    }
  });
  ipcMain.on(channels.unfollow, (event, nonce: unknown) => {
    if (isOwnPage(event) && typeof nonce === 'string') streams.unfollow(nonce);
  });
}

/** The first file with the rows of the others below its own; of a folder, the tables in it. */
async function openDropped(
  workbench: Workbench,
  dropped: z.output<typeof droppedSchema>,
): Promise<Answer<Dropped>> {
  try {
    const [first, ...others] = droppedSchema.parse(await withoutFolders(dropped));
    const settings = others.length > 0 ? { append: others } : {};
    return { ok: true, value: { settings, dataset: await workbench.openFile(first, settings) } };
  } catch (error) {
    return { ok: false, error: reportError(error) };
  }
}

/** The main frame of a window that shows the app's own address. */
function isOwnPage({ senderFrame }: IpcMainInvokeEvent | IpcMainEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.url.startsWith(PAGE_ORIGIN);
}

function requireOwnPage(event: IpcMainInvokeEvent): void {
  if (!isOwnPage(event)) throw new Error('This page may not call Hone.');
}
