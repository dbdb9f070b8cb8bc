// Exports a trained model: a folder that takes raw rows, explains itself, and that `hone predict` reads as well.
import type { ModelCard } from '../../core/preparation/model-card';
import type { Recipe } from '../../core/recipe/recipe';
import type { RunRecord } from '../../core/run/record';
import type { TracedGraph } from '../compile/graph';
import type { Runtime } from '../runtime/runtime';
import { createExportCard } from './export-card';
import { writeFiles, writeFolder } from './export-folder';
import { type ExportFile, type ExportFormat, writeFormat } from './formats';
import { checkParity, type ParitySample } from './parity';
import { exportReadme } from './readme';

export interface ExportRequest {
  format: ExportFormat;
  card: ModelCard;
  /** The run's weights.safetensors. */
  weights: Uint8Array;
  recipe: Recipe;
  record: RunRecord;
  /** Must not exist, or be empty. */
  folder: string;
  /**
   * The inference function, traced with `rowsToTrace` rows: inputs `numbers` [rows, n] float32 and `codes` [rows, c] int32
   * (either may be absent or of width 0), output probabilities [rows, classes] or the value and its quantiles [rows, 1 + quantiles] in their own unit.
   */
  graph: TracedGraph;
  /** Rows to check the written files on, and what to run them with; null skips the check. */
  parity: { sample: ParitySample; runtime: Runtime } | null;
}

/**
 * Writes the folder; returns its files by their paths in it, sorted.
 * Throws `export-unsupported` naming an op that the format cannot hold, and `request-invalid` if the folder is in use.
 */
export async function exportModel(request: ExportRequest): Promise<{ files: string[] }> {
  const { format, card, record, graph, folder, parity } = request;
  const written = writeFormat(format, graph, card);
  return writeFolder(folder, async (temporary) => {
    await writeFiles(temporary, written.files);
    const certificate = parity
      ? await checkParity(format, temporary, card, written.graph, parity.sample, parity.runtime)
      : null;
    const exportCard = createExportCard(format, card, record, written.graph, certificate);
    const about: ExportFile[] = [
      { path: 'model-card.json', content: toText(exportCard) },
      { path: 'README.md', content: exportReadme(exportCard) },
      ...ownFiles(request),
    ];
    await writeFiles(temporary, about);
    return { files: [...written.files, ...about].map((file) => file.path).sort() };
  });
}

/** What `hone predict` reads. */
function ownFiles({ card, weights, recipe }: ExportRequest): ExportFile[] {
  return [
    { path: 'hone/model.json', content: toText(card) },
    { path: 'hone/weights.safetensors', content: weights },
    { path: 'hone/recipe.json', content: toText(recipe) },
  ];
}

const toText = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
