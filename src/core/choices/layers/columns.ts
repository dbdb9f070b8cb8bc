// Different layers for different columns of the same input.
import type { Layer } from './layer';

/** So many columns, given to a layer or, without one, passed on as they are. */
export interface ColumnGroup {
  width: number;
  layer: Layer | null;
}

/** x [rows, Σ widths] to the outputs of the groups side by side. Groups of width 0 are left out. */
export function columns(name: string, title: string, groups: readonly ColumnGroup[]): Layer {
  const present = groups.filter((group) => group.width > 0);
  const sizes = present.map((group) => group.width);
  return {
    name,
    title,
    width: present.reduce((sum, { width, layer }) => sum + (layer?.width ?? width), 0),
    variables: present.flatMap(({ layer }) => layer?.variables ?? []),
    apply(ops, x, context) {
      const parts = sizes.length === 1 ? [x] : ops.split(x, sizes, 1);
      const outputs = present.map(({ layer }, i) => {
        const part = parts[i] as typeof x;
        return layer ? layer.apply(ops, part, context) : part;
      });
      return outputs.length === 1 ? (outputs[0] as typeof x) : ops.concat(outputs, 1);
    },
  };
}
