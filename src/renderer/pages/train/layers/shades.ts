// The ramp of shades of the heat map, read from the style sheet: three colours and what lies between.
type Colour = readonly [number, number, number];

export interface Shades {
  /** Colour at a place from 0 to 1. */
  at(place: number): string;
  unknown: string;
  cursor: string;
}

/** The colours in force for this element. */
export function createShades(element: Element): Shades {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  const stops = ['--heat-low', '--heat-middle', '--heat-high'].map((name) => parseHex(read(name)));
  const ramp = Array.from({ length: 65 }, (_, i) => mix(stops, i / 64));
  return {
    at: (place) => ramp[Math.round(place * 64)] as string,
    unknown: read('--line'),
    cursor: read('--text-1'),
  };
}

function mix(stops: readonly Colour[], place: number): string {
  const at = place * (stops.length - 1);
  const first = Math.min(stops.length - 2, Math.floor(at));
  const from = stops[first] as Colour;
  const to = stops[first + 1] as Colour;
  const parts = from.map((part, i) => Math.round(part + ((to[i] as number) - part) * (at - first)));
  return `rgb(${parts.join(' ')})`;
}

/** `#rrggbb`. */
function parseHex(written: string): Colour {
  const value = Number.parseInt(written.slice(1, 7), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
