// Why a short run has so few looks into its layers.
import type { Looks } from '../../../state/telemetry-log';
import { formatDuration } from '../../../format/times';
import { text } from '../../../i18n/text';

/** With as many looks a course is seen, whatever the recipe asks for. */
const enough = 20;

export interface Looked {
  /** Epochs of the phase so far, and their time all together. */
  epochs: number;
  seconds: number;
  /** Epochs between two looks, as the recipe asks for. */
  interval: number;
}

/** In one sentence; empty where there are enough, or as many as asked for. */
export function describeFewLooks(looks: Looks, { epochs, seconds, interval }: Looked): string {
  const asked = interval === 0 ? 0 : Math.floor(epochs / interval);
  if (looks.length === 0 || looks.length >= enough || looks.length * 2 > asked) return '';
  const cost = looks.reduce((sum, look) => sum + look.seconds, 0) / looks.length;
  return text.layers.few(looks.length, epochs, formatDuration(cost), formatDuration(seconds));
}
