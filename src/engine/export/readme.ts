// The README of an export: what the model is and how to call it.
import { frequencyText } from '../../core/series/frequency';
import { quantileNames } from '../../core/preparation/target-values';
import type { Metrics } from '../../core/run/metrics';
import type { ExportCard } from './export-card';
import type { ExportFormat } from './formats';

const titles: Record<ExportFormat, string> = {
  'saved-model': 'TensorFlow SavedModel',
  onnx: 'ONNX model',
  tfjs: 'TensorFlow.js graph model',
};

/** Markdown. */
export function exportReadme(card: ExportCard): string {
  return [
    `# ${titles[card.format]} for \`${card.target.name}\``,
    '',
    `Trained by Hone on \`${card.data.file}\` (SHA-256 \`${card.data.fingerprint}\`). The weights are those of epoch ${card.run.bestEpoch} of ${card.run.epochs}.`,
    'The model takes raw rows: imputation, scaling and encoding are inside.',
    '',
    ...metricLines(card),
    ...parityLines(card),
    '## Inputs',
    '',
    inputRule[card.format],
    '',
    '| input | holds | type |',
    '|---|---|---|',
    ...card.inputs.map((input) => `| ${cell(input.name)} | ${contentOf(input)} | ${input.dtype} [rows, 1] |`),
    '',
    '## Outputs',
    '',
    '| name | type |',
    '|---|---|',
    ...card.outputs.map(
      ({ name, dtype, shape }) => `| ${cell(name)} | ${dtype} [${shape.map(sizeName).join(', ')}] |`,
    ),
    '',
    ...classLines(card),
    ...quantileLines(card),
    ...seriesLines(card),
    '## Example',
    '',
    ...examples[card.format](card),
    '',
    'Every detail is in `model-card.json`. Without any other library: `hone predict <this folder> rows.csv --out predictions.csv`.',
    '',
  ].join('\n');
}

const inputRule: Record<ExportFormat, string> = {
  'saved-model':
    'One tensor per column. Dates are days since 1970-01-01, booleans 0 and 1. NaN is a missing number, an empty text a missing category; an unknown category counts as missing.',
  onnx: 'One tensor per column. Dates are days since 1970-01-01, booleans 0 and 1. NaN is a missing number, an empty text a missing category; an unknown category counts as missing.',
  tfjs: '`predict.mjs` takes objects with texts, numbers, booleans and ISO dates. The bare graph takes one tensor per column: numbers as they are (NaN is missing), categories as their place in the list of `hone-model.json` (−1 is missing or unknown).',
};

function contentOf({ name, column, holds }: ExportCard['inputs'][number]): string {
  return name === column ? holds : `${holds}, column ${cell(column)}`;
}

const sizeName = (size: number) => (size < 0 ? 'rows' : String(size));
const cell = (text: string) => text.replace(/[\\|`*_[\]<>]/g, '\\$&').replace(/\s+/g, ' ');

function metricLines({ metrics }: ExportCard): string[] {
  if (!metrics) return [];
  const parts = Object.entries(metrics).filter((part): part is [string, Metrics] => part[1] !== null);
  const lines = parts.map(([part, values]) => {
    const figures = Object.entries(values).flatMap(([name, value]) =>
      typeof value === 'number' ? [`${name} ${Number(value.toPrecision(5))}`] : [],
    );
    return `- ${part}: ${figures.join(', ')}`;
  });
  return ['## Metrics', '', ...lines, ''];
}

function parityLines({ parity }: ExportCard): string[] {
  if (!parity) return [];
  return [
    `Checked on ${parity.rows} rows with ${parity.runtime}: the largest difference from Hone's own predictions is ${parity.largestDifference.toExponential(1)}.`,
    '',
  ];
}

function classLines({ target }: ExportCard): string[] {
  if (target.kind !== 'classes') return [];
  const shown = target.classes
    .slice(0, 20)
    .map((name) => cell(quoted(name)))
    .join(', ');
  const more = target.classes.length > 20 ? ', … (all in model-card.json)' : '';
  return [`Classes, in the order of the probabilities: ${shown}${more}.`, ''];
}

function quantileLines({ target }: ExportCard): string[] {
  const names = quantileNames(target);
  if (target.kind === 'classes' || names.length === 0) return [];
  const shown = names.map((name, i) => `\`${name}\` (${target.quantiles?.[i]})`).join(', ');
  return [`Quantiles, in the order of the columns: ${shown}.`, ''];
}

/** What a caller must do before and after the model, which knows of windows alone. */
function seriesLines({ series, target }: ExportCard): string[] {
  if (!series) return [];
  const { time, key, frequency, aggregate, gaps, length, horizon, lags, rolling, calendar, difference } =
    series;
  const step = frequency ? `frequency: ${frequencyText(frequency)}` : 'one for each row';
  const name = cell(target.name);
  const back = difference * Math.ceil(horizon / Math.max(1, difference));
  const further = [
    ...lags.map((lag) => `\`lag ${lag}\` is ${name} ${steps(lag)} before it`),
    ...rolling.map(
      (span) =>
        `\`mean\`, \`deviation\` (of a sample), \`least\` and \`greatest of ${span}\` are over the ${span} steps up to it`,
    ),
    ...(calendar ? ['the sines and cosines are of its hour, weekday (Monday first) or month'] : []),
  ];
  return [
    '## Time series',
    '',
    `A row is a window of ${length} steps (${step})${time === '' ? '' : `, by the column ${cell(time)}`}${key === '' ? '' : `, each series (${cell(key)}) by itself`}. The input \`… t-0\` is the last known step, \`… t-${length - 1}\` the oldest; the output is ${name} ${steps(horizon)} after \`t-0\`.`,
    `Several rows within a step become their ${aggregate === 'last' ? 'last value' : aggregate}; a step without a value ${gapRule[gaps]}.`,
    ...(further.length > 0 ? [`Of each step, ${further.join('; ')}.`] : []),
    ...(difference > 0
      ? [
          `The inputs of ${name} are changes against the value ${steps(difference)} before. The output is a change too: add the value of ${name} ${steps(back)} before the predicted moment.`,
        ]
      : []),
    '`hone predict` makes the windows from an ordinary table by itself.',
    '',
  ];
}

const steps = (count: number) => `${count} ${count === 1 ? 'step' : 'steps'}`;

const gapRule: Record<NonNullable<ExportCard['series']>['gaps'], string> = {
  previous: 'takes the last known one',
  zero: 'is 0',
  leave: 'is missing (NaN)',
};

const examples: Record<ExportFormat, (card: ExportCard) => string[]> = {
  'saved-model': (card) => [
    '```python',
    'import tensorflow as tf',
    '',
    'model = tf.saved_model.load(".").signatures["serving_default"]',
    'rows = {',
    ...card.inputs.map(
      (input) => `    ${quoted(input.name)}: tf.constant([[${sample(input)}]], tf.${input.dtype}),`,
    ),
    '}',
    'result = model(**rows)',
    `print(result[${quoted(card.outputs[0]?.name ?? '')}].numpy())`,
    '```',
  ],
  onnx: (card) => [
    '```python',
    'import numpy as np',
    'import onnxruntime',
    '',
    'session = onnxruntime.InferenceSession("model.onnx")',
    'rows = {',
    ...card.inputs.map(
      (input) => `    ${quoted(input.name)}: np.array([[${sample(input)}]], ${numpyTypes[input.dtype]}),`,
    ),
    '}',
    `print(session.run([${quoted(card.outputs[0]?.name ?? '')}], rows))`,
    '```',
  ],
  tfjs: (card) => [
    '```js',
    "import * as tf from '@tensorflow/tfjs';",
    "import { readFile } from 'node:fs/promises';",
    "import { loadHoneModel } from './predict.mjs';",
    '',
    '// In a browser, give the address of this folder in place of the function.',
    'const model = await loadHoneModel(tf, (file) => readFile(new URL(file, import.meta.url)));',
    'const predictions = await model.predict([',
    `  { ${card.inputs.map((input) => `${quoted(input.name)}: ${sample(input)}`).join(', ')} },`,
    ']);',
    'console.log(predictions);',
    '```',
  ],
};

const numpyTypes: Record<string, string> = { float64: 'np.float64', string: 'object' };

/** JSON text literals are valid in Python and JavaScript alike. */
const quoted = (text: string) => JSON.stringify(text);

function sample({ holds, categories }: ExportCard['inputs'][number]): string {
  if (holds === 'category') return quoted(categories?.[0] ?? '');
  return holds === 'number' ? '1.5' : '1';
}
