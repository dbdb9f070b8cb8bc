import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const script = path.resolve(import.meta.dirname, '../../scripts/setup/lock.mjs');
let folder = '';
let children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hone-lock-'));
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  rmSync(folder, { recursive: true, force: true });
});

/** A process that holds the lock while it runs `body`; resolves with its exit. */
function holder(body: string): { child: ChildProcess; exit: Promise<void> } {
  const program = `
    import { appendFileSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
    import { setTimeout as sleep } from 'node:timers/promises';
    import { withLock } from ${JSON.stringify(script)};
    const folder = ${JSON.stringify(folder)};
    await withLock(folder + '/the.lock', async () => { ${body} });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' });
  children.push(child);
  return { child, exit: new Promise((resolve) => child.on('exit', () => resolve())) };
}

const increment = `
  const file = folder + '/count';
  const count = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  await sleep(40);
  writeFileSync(file, String(count + 1));`;

test('processes hold the lock one at a time', async () => {
  await Promise.all([1, 2, 3, 4].map(() => holder(increment).exit));
  expect(readFileSync(path.join(folder, 'count'), 'utf8')).toBe('4');
  expect(existsSync(path.join(folder, 'the.lock'))).toBe(false);
});

test('a lock whose owner was killed is taken over', async () => {
  const { child, exit } = holder(`writeFileSync(folder + '/held', ''); await sleep(60_000);`);
  while (!existsSync(path.join(folder, 'held'))) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGKILL');
  await exit;
  expect(existsSync(path.join(folder, 'the.lock'))).toBe(true);
  await holder(increment).exit;
  expect(readFileSync(path.join(folder, 'count'), 'utf8')).toBe('1');
});

test('work that throws frees the lock', async () => {
  const { withLock } = await import(script);
  const lock = path.join(folder, 'the.lock');
  await expect(withLock(lock, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(existsSync(lock)).toBe(false);
  writeFileSync(path.join(folder, 'after'), await withLock(lock, () => Promise.resolve('free')));
  expect(readFileSync(path.join(folder, 'after'), 'utf8')).toBe('free');
});
