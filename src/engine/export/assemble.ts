// Completes an inference graph to a model of raw rows: columns to numbers and codes before it, the label behind it.
import type { ModelCard } from '../../core/preparation/model-card';
import type { Target } from '../../core/preparation/preparation';
import { predictionWidth } from '../../core/preparation/target-values';
import type { TracedGraph, ValueRef } from '../compile/graph';
import { prepareColumns, type RawForm } from './columns';
import type { ExportGraph, ExportNode, ExportOutput } from './export-graph';
import { freeRows, reachable } from './free-rows';
import { type GraphBuilder, graphBuilder, integerOf, typeOf } from './graph-builder';

/**
 * The whole model as a file holds it. `form` says how the format takes raw columns and gives labels.
 * `graph` takes `numbers` and `codes`, was traced with a number of rows by `rowsToTrace`, and gives class
 * probabilities [rows, classes] or a value with its quantiles [rows, 1 + quantiles].
 * Outputs: `prediction` [rows], and `probabilities` [rows, classes] for classes or `quantiles` [rows, quantiles] if there are any.
 */
export function assemble(graph: TracedGraph, card: ModelCard, form: RawForm): ExportGraph {
  const free = freeRows(graph);
  const builder = graphBuilder();
  const prepared = prepareColumns(builder, card.preparation, form);
  const rename = (ref: ValueRef): ValueRef => prepared.values.get(ref.node) ?? ref;
  for (const node of free.nodes) {
    builder.nodes.push(node.kind === 'constant' ? node : { ...node, inputs: node.inputs.map(rename) });
  }
  const names = outputNames(prepared.inputs.map((input) => input.name));
  const result = rename(free.output.ref);
  const outputs =
    card.target.kind === 'classes'
      ? classOutputs(builder, result, card.target.classes, form, names)
      : numberOutputs(builder, result, predictionWidth(card.target), names);
  checkWidth(free.output.shape, card.target);
  checkNames(builder.nodes);
  return {
    inputs: prepared.inputs,
    // A column that the network does not use is still an input that callers may give.
    nodes: reachable(builder.nodes, [
      ...outputs.map((output) => output.ref),
      ...prepared.inputs.map((input) => ({ node: input.node, output: 0 })),
    ]),
    outputs,
  };
}

interface OutputNames {
  prediction: string;
  probabilities: string;
  quantiles: string;
}

/** `prediction`, `probabilities` and `quantiles`, with an underscore behind them where a column already has that name. */
export function outputNames(columns: readonly string[]): OutputNames {
  const free = (name: string): string => (columns.includes(name) ? free(`${name}_`) : name);
  return {
    prediction: free('prediction'),
    probabilities: free('probabilities'),
    quantiles: free('quantiles'),
  };
}

function classOutputs(
  builder: GraphBuilder,
  probabilities: ValueRef,
  classes: readonly string[],
  form: RawForm,
  names: OutputNames,
): ExportOutput[] {
  const axis = builder.constant('label/axis', { dtype: 'int32', shape: [] }, Int32Array.of(1));
  const best = { dtype: 'int32', shape: [-1] } as const;
  const index = builder.op('label/index', 'ArgMax', [probabilities, axis], best, [
    typeOf('T', 'float32'),
    typeOf('Tidx', 'int32'),
    typeOf('output_type', 'int32'),
  ]);
  const shares = { dtype: 'float32', shape: [-1, classes.length] } as const;
  const all = builder.op('output/probabilities', 'Identity', [probabilities], shares, [
    typeOf('T', 'float32'),
  ]);
  const prediction: ExportOutput = form.texts
    ? { name: names.prediction, ref: labels(builder, index, classes), dtype: 'string', shape: [-1] }
    : { name: names.prediction, ref: index, ...best };
  return [prediction, { name: names.probabilities, ref: all, ...shares }];
}

function labels(builder: GraphBuilder, index: ValueRef, classes: readonly string[]): ValueRef {
  const names = builder.constant('label/names', { dtype: 'string', shape: [classes.length] }, classes);
  const axis = builder.constant('label/names-axis', { dtype: 'int32', shape: [] }, Int32Array.of(0));
  return builder.op('output/prediction', 'GatherV2', [names, index, axis], { dtype: 'string', shape: [-1] }, [
    integerOf('batch_dims', 0),
    typeOf('Tparams', 'string'),
    typeOf('Tindices', 'int32'),
    typeOf('Taxis', 'int32'),
  ]);
}

/** The value [rows] and, behind it, the other columns [rows, width − 1]. */
function numberOutputs(
  builder: GraphBuilder,
  values: ValueRef,
  width: number,
  names: OutputNames,
): ExportOutput[] {
  if (width === 1) return [valueOutput(builder, values, names)];
  const first = columnsOf(builder, 'label/value', values, 0, 1);
  const quantiles = { dtype: 'float32', shape: [-1, width - 1] } as const;
  const ref = columnsOf(builder, 'output/quantiles', values, 1, width - 1);
  return [valueOutput(builder, first, names), { name: names.quantiles, ref, ...quantiles }];
}

/** So many columns of a matrix, from one on. */
function columnsOf(
  builder: GraphBuilder,
  name: string,
  matrix: ValueRef,
  from: number,
  count: number,
): ValueRef {
  const pair = { dtype: 'int32', shape: [2] } as const;
  const begin = builder.constant(`${name}/begin`, pair, Int32Array.of(0, from));
  const size = builder.constant(`${name}/size`, pair, Int32Array.of(-1, count));
  return builder.op(name, 'Slice', [matrix, begin, size], { dtype: 'float32', shape: [-1, count] }, [
    typeOf('T', 'float32'),
    typeOf('Index', 'int32'),
  ]);
}

function valueOutput(builder: GraphBuilder, value: ValueRef, names: OutputNames): ExportOutput {
  const type = { dtype: 'float32', shape: [-1] } as const;
  const shape = builder.constant('output/shape', { dtype: 'int32', shape: [1] }, Int32Array.of(-1));
  const ref = builder.op('output/prediction', 'Reshape', [value, shape], type, [
    typeOf('T', 'float32'),
    typeOf('Tshape', 'int32'),
  ]);
  return { name: names.prediction, ref, ...type };
}

function checkWidth(shape: readonly number[], target: Target): void {
  const width = predictionWidth(target);
  if (shape.length !== 2 || shape[0] !== -1 || shape[1] !== width) {
    throw new Error(`The inference graph gives the shape [${shape.join(', ')}] in place of [-1, ${width}]`);
  }
}

function checkNames(nodes: readonly ExportNode[]): void {
  const names = new Set(nodes.map((node) => node.name));
  if (names.size !== nodes.length) throw new Error('Two nodes of the exported graph have the same name');
}
