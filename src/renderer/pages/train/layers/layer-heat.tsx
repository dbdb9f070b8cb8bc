// Layers × epochs as a picture of shades: a row for each layer, a stretch for each look, read by pointer or keys.
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { drawQueue } from '../../../charts/draw-queue';
import { text } from '../../../i18n/text';
import { useStore } from '../../../state/store';
import { useWorkspace } from '../../../state/workspace';
import { createShades } from './shades';
import { type LayerSeries, shadeScale } from './layer-series';
import type { LayerMetric } from './layer-metrics';

/** Height of a layer's row. */
const rowHeight = 20;

export interface LayerHeatProps {
  metric: LayerMetric;
  series: readonly LayerSeries[];
  /** Epoch of each look. */
  epochs: readonly number[];
  /** Name of the layer that is chosen. */
  chosen: string | null;
  onChoose(name: string): void;
  summary: string;
}

/** A cell: row of the layer, column of the look. */
type Place = [row: number, look: number];

export function LayerHeat({ metric, series, epochs, chosen, onChoose, summary }: LayerHeatProps) {
  const [place, setPlace] = useState<Place | null>(null);
  const { low, high } = shadeScale(series, metric.scale);
  const at = (place && series[place[0]]) ?? null;
  const told =
    at && place
      ? text.layers.cell(at.title, epochs[place[1]] ?? 0, metric.format(at.values[place[1]] ?? null))
      : text.layers.readHelp(epochs[0] ?? 0, epochs.at(-1) ?? 0);
  const move = (rows: number, looks: number) => {
    const [row, look] = place ?? [0, epochs.length - 1];
    const within = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));
    const next: Place = [within(row + rows, series.length), within(look + looks, epochs.length)];
    setPlace(place ? next : [row, look]);
  };
  return (
    <div className="layer-heat">
      <div className="heat-rows">
        <ol aria-label={text.layers.layers}>
          {series.map(({ name, title }) => (
            <li key={name}>
              <button
                type="button"
                aria-pressed={name === chosen}
                title={title}
                onClick={() => onChoose(name)}
              >
                {title}
              </button>
            </li>
          ))}
        </ol>
        <HeatCanvas
          metric={metric}
          series={series}
          epochs={epochs}
          place={place}
          summary={summary}
          onPlace={setPlace}
          onMove={move}
          onChoose={(row) => onChoose(series[row]?.name ?? '')}
        />
      </div>
      <div className="heat-foot">
        <span aria-live="polite">{told}</span>
        <span className="heat-scale" title={metric.help}>
          {metric.format(low)}
          <i aria-hidden="true" />
          {metric.format(high)}
        </span>
      </div>
    </div>
  );
}

interface HeatCanvasProps extends Pick<LayerHeatProps, 'metric' | 'series' | 'summary' | 'epochs'> {
  place: Place | null;
  onPlace(place: Place | null): void;
  onMove(rows: number, looks: number): void;
  onChoose(row: number): void;
}

function HeatCanvas(props: HeatCanvasProps) {
  const { metric, series, epochs, place, summary, onPlace, onMove, onChoose } = props;
  const { theme } = useWorkspace();
  const shownTheme = useStore(theme.shown, (name) => name);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const size = new ResizeObserver(() => setWidth(element.clientWidth));
    size.observe(element);
    return () => size.disconnect();
  }, []);
  useEffect(() => {
    const element = canvas.current;
    if (!element || width === 0) return;
    // In turn with the other pictures, so that none of them makes a frame long.
    const draw = () => drawHeat(element, width, series, metric, place, epochs);
    drawQueue.request(draw);
    return () => drawQueue.cancel(draw);
  }, [series, metric, place, epochs, width, shownTheme]);
  const placeAt = (event: MouseEvent<HTMLElement>): Place => {
    const box = event.currentTarget.getBoundingClientRect();
    const row = Math.floor((event.clientY - box.top) / rowHeight);
    const at = ((event.clientX - box.left) / box.width) * (epochs.at(-1) ?? 1);
    const look = epochs.findIndex((epoch) => epoch >= at);
    return [Math.min(series.length - 1, Math.max(0, row)), look < 0 ? epochs.length - 1 : look];
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (event.key === 'Enter' && place) onChoose(place[0]);
    else if (event.key === 'Escape') onPlace(null);
    else if (step) onMove(step[0] as number, step[1] as number);
    else return;
    event.preventDefault();
  };
  return (
    // The picture takes the keys of reading, so it is a stop of the Tab key.
    <canvas
      ref={canvas}
      role="img"
      tabIndex={0}
      aria-label={summary}
      style={{ height: series.length * rowHeight }}
      onMouseMove={(event) => onPlace(placeAt(event))}
      onMouseLeave={() => onPlace(null)}
      onClick={(event) => onChoose(placeAt(event)[0])}
      onKeyDown={onKeyDown}
    />
  );
}

function drawHeat(
  canvas: HTMLCanvasElement,
  width: number,
  series: readonly LayerSeries[],
  metric: LayerMetric,
  place: Place | null,
  epochs: readonly number[],
): void {
  const ratio = window.devicePixelRatio || 1;
  const height = series.length * rowHeight;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(ratio, ratio);
  const shades = createShades(canvas);
  const scale = shadeScale(series, metric.scale);
  const end = epochs.at(-1) ?? 1;
  // A look stands for the epochs since the one before.
  const left = (look: number) => (width * (epochs[look - 1] ?? 0)) / end;
  series.forEach(({ values }, row) => {
    values.forEach((value, look) => {
      context.fillStyle = value === null ? shades.unknown : shades.at(scale.place(value));
      // Half a pixel more, so that no gap shines through between neighbours.
      context.fillRect(left(look), row * rowHeight, left(look + 1) - left(look) + 0.5, rowHeight - 2);
    });
  });
  if (!place) return;
  const [row, look] = place;
  context.strokeStyle = shades.cursor;
  context.lineWidth = 2;
  context.strokeRect(left(look), row * rowHeight - 1, Math.max(4, left(look + 1) - left(look)), rowHeight);
}
