// How long the tasks of the page's main thread are, by the processor's time and by the clock on the wall.
import type { Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds by the clock, and of the processor. */
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

export interface Tasks {
  count: number;
  /** Longest task in milliseconds of processor time: what the page itself does, however busy the machine is. */
  longestCpuMs: number;
  /** Longest task in milliseconds by the clock; other programs of the machine add to it. */
  longestWallMs: number;
  /** Share of one core that the main thread used. */
  busyShare: number;
}

/** Watches for so many milliseconds. */
export async function traceTasks(page: Page, ms: number): Promise<Tasks> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  const includedCategories = ['toplevel', 'disabled-by-default-devtools.timeline', '__metadata'];
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories } });
  await page.waitForTimeout(ms);
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return summarize(events, ms);
}

function summarize(events: readonly TraceEvent[], ms: number): Tasks {
  const mains = new Set(
    events.flatMap((event) =>
      event.name === 'thread_name' && event.args?.name === 'CrRendererMain'
        ? [`${event.pid} ${event.tid}`]
        : [],
    ),
  );
  const tasks = events.filter(
    (event) => event.ph === 'X' && event.name === 'RunTask' && mains.has(`${event.pid} ${event.tid}`),
  );
  const cpuMs = tasks.map((task) => (task.tdur ?? 0) / 1000);
  return {
    count: tasks.length,
    longestCpuMs: Math.max(0, ...cpuMs),
    longestWallMs: Math.max(0, ...tasks.map((task) => (task.dur ?? 0) / 1000)),
    busyShare: cpuMs.reduce((sum, task) => sum + task, 0) / ms,
  };
}
