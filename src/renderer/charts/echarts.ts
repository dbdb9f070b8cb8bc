// The parts of ECharts that Hone draws with; nothing else of it gets into the bundle.
import { LineChart, ScatterChart } from 'echarts/charts';
import {
  DataZoomInsideComponent,
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([
  LineChart,
  ScatterChart,
  GridComponent,
  TooltipComponent,
  MarkLineComponent,
  DataZoomInsideComponent,
  CanvasRenderer,
]);

export type Chart = EChartsType;

/** An empty chart that fills the element. */
export function createChart(element: HTMLElement): Chart {
  return init(element, null, { renderer: 'canvas' });
}
