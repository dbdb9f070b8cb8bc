// The three formats: which files each writes.
import type { ModelCard } from '../../core/preparation/model-card';
import type { TracedGraph } from '../compile/graph';
import { assemble } from './assemble';
import type { RawForm } from './columns';
import type { ExportGraph } from './export-graph';
import { lookUpTexts } from './onnx/conversions/lookup';
import { emitOnnx } from './onnx/emit';
import { compareTexts } from './saved-model/compare-texts';
import { emitSavedModel } from './saved-model/emit';
import { signatureNames } from './saved-model/signature-names';
import { emitTfjs, WEIGHTS_FILE } from './tfjs/emit';
import { describeForPredict } from './tfjs/hone-model';
import { predictSource } from './tfjs/predict-source';

export const exportFormats = ['saved-model', 'onnx', 'tfjs'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A file of the export folder, by its path there with `/`. */
export interface ExportFile {
  path: string;
  content: Uint8Array | string;
}

export interface FormatFiles {
  /** The model with its raw inputs and its outputs. */
  graph: ExportGraph;
  files: ExportFile[];
}

interface Format extends RawForm {
  files(graph: ExportGraph, card: ModelCard): ExportFile[];
}

/** What ONNX viewers and runtimes show beside the graph. */
function onnxMetadata({ target }: ModelCard): Record<string, string> {
  const classes = target.kind === 'classes' ? { classes: JSON.stringify(target.classes) } : {};
  return { target: target.name, ...classes };
}

const unchanged = (columns: readonly string[]): string[] => [...columns];

const formats: Record<ExportFormat, Format> = {
  'saved-model': {
    number: 'float64',
    texts: true,
    inputNames: signatureNames,
    encode: compareTexts,
    files: (graph) => [{ path: 'saved_model.pb', content: emitSavedModel(graph) }],
  },
  onnx: {
    number: 'float64',
    texts: true,
    inputNames: unchanged,
    encode: lookUpTexts,
    files: (graph, card) => [{ path: 'model.onnx', content: emitOnnx(graph, onnxMetadata(card)) }],
  },
  tfjs: {
    number: 'float32',
    texts: false,
    inputNames: unchanged,
    encode: () => {
      throw new Error('TensorFlow.js takes codes, not texts');
    },
    files: (graph, card) => {
      const { json, weights } = emitTfjs(graph);
      return [
        { path: 'model.json', content: JSON.stringify(json) },
        { path: WEIGHTS_FILE, content: weights },
        { path: 'hone-model.json', content: JSON.stringify(describeForPredict(card, graph)) },
        { path: 'predict.mjs', content: predictSource },
      ];
    },
  },
};

/** The files of one format. `graph` is the traced inference function; see `assemble`. Throws `export-unsupported`. */
export function writeFormat(format: ExportFormat, graph: TracedGraph, card: ModelCard): FormatFiles {
  const whole = assemble(graph, card, formats[format]);
  return { graph: whole, files: formats[format].files(whole, card) };
}
