// What stands in front of the first hidden layer: vectors for categories, embeddings of numbers, a factor for each input.
import { createChoice } from '../choice';
import { embeddings } from '../embeddings';
import type { NumberEmbedding } from '../embeddings/embedding';
import { columns } from '../layers/columns';
import { embedding } from '../layers/embedding';
import type { Layer } from '../layers/layer';
import { scaling } from '../layers/scaling';
import type { InputColumns } from './model';

export interface InputSettings {
  embedding: { kind: string };
  scalingLayer: boolean;
}

/** Empty where the prepared columns go straight into the first hidden layer. */
export function inputLayers(settings: InputSettings, input: InputColumns): Layer[] {
  const embedded = embeddedColumns(settings, input);
  const width = embedded?.width ?? input.numbers;
  return [...(embedded ? [embedded] : []), ...(settings.scalingLayer ? [scaling('scaling', width)] : [])];
}

/** Continuous numbers, then 0/1 columns, then codes, each treated in its own way; null where all are passed on. */
function embeddedColumns(settings: InputSettings, input: InputColumns): Layer | null {
  const { numbers, continuous = numbers, categories, dimension = 0 } = input;
  const embed = createChoice<NumberEmbedding>(embeddings, settings.embedding);
  const ofNumbers = continuous > 0 ? embed('number-embedding', continuous) : null;
  const ofCodes = categories.length > 0 ? embedding('category-embedding', { categories, dimension }) : null;
  if (!ofNumbers && !ofCodes) return null;
  const titles = [ofNumbers, ofCodes].flatMap((layer) => (layer ? [layer.title] : []));
  return columns('embedding', titles.join(' + '), [
    { width: continuous, layer: ofNumbers },
    { width: numbers - continuous, layer: null },
    { width: categories.length, layer: ofCodes },
  ]);
}
