// A picture drawn by ECharts from one description, in the colours of the theme, with words in its place.
import { useEffect, useRef } from 'react';
import { useStore } from '../state/store';
import { useWorkspace } from '../state/workspace';
import { drawQueue } from './draw-queue';
import { createChart } from './echarts';
import { type Palette, readPalette } from './palette';

export interface PlotProps {
  /** Called with the colours in force; keep it the same function as long as the picture is the same. */
  option(palette: Palette, width: number): object;
  /** Read out in place of the picture. */
  summary: string;
  className?: string;
  /** In pixels; that of the style sheet unless given. */
  height?: number;
}

export function Plot({ option, summary, className = '', height }: PlotProps) {
  const { theme } = useWorkspace();
  const shownTheme = useStore(theme.shown, (name) => name);
  const element = useRef<HTMLDivElement>(null);
  const drawn = useRef<(() => void) | null>(null);
  const latest = useRef(option);
  latest.current = option;
  useEffect(() => {
    const host = element.current;
    if (!host) return;
    const chart = createChart(host);
    const palette = readPalette(host);
    const draw = () =>
      chart.setOption({ animation: false, ...latest.current(palette, chart.getWidth()) }, { notMerge: true });
    // In turn with the other pictures, so that none of them makes a frame long.
    const request = () => drawQueue.request(draw);
    drawn.current = request;
    const size = new ResizeObserver(() => {
      chart.resize();
      request();
    });
    size.observe(host);
    request();
    return () => {
      drawQueue.cancel(draw);
      size.disconnect();
      chart.dispose();
      drawn.current = null;
    };
  }, [shownTheme]);
  useEffect(() => drawn.current?.(), [option]);
  return (
    <div ref={element} className={`chart ${className}`} role="img" aria-label={summary} style={{ height }} />
  );
}

/** Looks that every axis of the window shares. */
export function axisLooks(palette: Palette) {
  const label = { color: palette.text, fontFamily: palette.font, fontSize: 11 };
  return {
    nameLocation: 'middle',
    nameTextStyle: { ...label, fontSize: 12 },
    axisLabel: label,
    axisLine: { lineStyle: { color: palette.border } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: palette.line } },
  };
}
