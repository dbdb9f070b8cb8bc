// Names of the lines between Electron's main process and its page.

export const channels = {
  /** Page to main, answered: (name, input) of a command. */
  call: 'hone:call',
  /** Page to main, answered: the paths of the files that were dropped onto the window. */
  dropped: 'hone:dropped',
  /** Page to main: {runId, nonce}. */
  follow: 'hone:follow',
  /** Page to main: the nonce. */
  unfollow: 'hone:unfollow',
  /** Main to page: a WorkbenchEvent. */
  event: 'hone:event',
  /** Main to page, with a port straight to the trainer: {nonce, offset}; `offset` is added to each batch's number. */
  stream: 'hone:stream',
  /** Main to page when that trainer is gone: {nonce, last}, the last batch of the run so far or null. */
  streamEnd: 'hone:stream-end',
} as const;
