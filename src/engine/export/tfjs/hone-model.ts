// The description that predict.mjs reads beside a TensorFlow.js model: the vocabulary and what goes where.
import { textInputs } from '../../../core/preparation/exportable';
import type { ModelCard } from '../../../core/preparation/model-card';
import { quantileNames } from '../../../core/preparation/target-values';
import { CENTRED } from '../columns';
import type { ExportGraph } from '../export-graph';

export interface HoneModelJson {
  version: 1;
  numbers: { name: string; type: 'number' | 'boolean' | 'date'; offset: number }[];
  categories: { name: string; node: string; categories: string[] }[];
  /** Node that takes all numbers at once [rows, numbers], centred; so that predict.mjs can centre in double precision. */
  nodes: { centred: string };
  /** Names of the outputs: the prediction, and for classes the probabilities or for quantiles these. */
  outputs: string[];
  /** Labels in the order of the outputs; null for a number. */
  classes: string[] | null;
  /** Names of the quantiles in the order of the outputs, such as `q05`; empty where none are predicted. */
  quantiles: string[];
}

/** What hone-model.json holds; the category inputs of `graph` stand behind its number inputs. */
export function describeForPredict({ preparation, target }: ModelCard, graph: ExportGraph): HoneModelJson {
  const { numbers } = preparation;
  return {
    version: 1,
    numbers: numbers.map(({ name, type, offset }) => ({ name, type, offset })),
    categories: textInputs(preparation).map((feature, i) => ({
      name: feature.name,
      node: graph.inputs[numbers.length + i]?.node ?? '',
      categories: [...feature.categories],
    })),
    nodes: { centred: CENTRED },
    outputs: graph.outputs.map((output) => output.name),
    classes: target.kind === 'classes' ? target.classes : null,
    quantiles: quantileNames(target),
  };
}
