// What the command line reads off its streams and environment.
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createProcessTerminal } from '../../src/cli/process-terminal';

type Parts = Parameters<typeof createProcessTerminal>[0];

function terminalOn(tty: boolean, env: Record<string, string>, columns?: number) {
  const stream = () =>
    Object.assign(new PassThrough(), { isTTY: tty, columns }) as unknown as Parts['stdout'];
  const stdout = stream();
  return {
    stdout,
    terminal: createProcessTerminal({ stdout, stderr: stream() as unknown as Parts['stderr'], env }),
  };
}

describe('colours and redrawing', () => {
  test.each([
    ['a terminal', true, {}, true, true],
    ['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, false, true],
    ['an empty NO_COLOR, which counts for nothing', true, { NO_COLOR: '' }, true, true],
    ['a dumb terminal', true, { TERM: 'dumb' }, false, false],
    ['a pipe', false, {}, false, false],
    ['a pipe with FORCE_COLOR', false, { FORCE_COLOR: '1' }, true, false],
  ])('on %s', (_, tty, env, color, live) => {
    const { terminal } = terminalOn(tty, env);
    expect(terminal.color).toEqual({ out: color, messages: color });
    expect(terminal.live).toBe(live);
  });
});

test('a terminal that tells no width has 80 columns', () => {
  expect(terminalOn(true, {}, 0).terminal.columns).toBe(80);
  expect(terminalOn(true, {}, 132).terminal.columns).toBe(132);
  expect(terminalOn(true, {}, 0).terminal.width).toEqual({ out: 80, messages: 80 });
});

test('lines of what is no terminal have any width', () => {
  expect(terminalOn(false, {}, 80).terminal.width.out).toBe(Number.POSITIVE_INFINITY);
});

test('writing ends quietly when the reader has gone', async () => {
  const { stdout, terminal } = terminalOn(false, {});
  stdout.emit('error', Object.assign(new Error('gone'), { code: 'EPIPE' }));
  await expect(terminal.write('more')).resolves.toBeUndefined();
  expect(() => stdout.emit('error', new Error('disk full'))).toThrow('disk full');
});
