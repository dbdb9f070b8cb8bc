// A command line asks nothing: every path stands in its arguments.
import type { Dialogs } from '../workbench/dialogs';

const cancelled = () => Promise.resolve(null);

/** Answers every question as if the person had cancelled it. */
export const noDialogs: Dialogs = {
  openData: cancelled,
  openTables: cancelled,
  openFolder: cancelled,
  saveFolder: cancelled,
  saveFile: cancelled,
};
