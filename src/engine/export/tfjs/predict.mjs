// Predicts raw rows with a model that Hone exported for TensorFlow.js. Copied beside each export; needs nothing but tfjs.

// The time of day and its zone may be missing; then it is midnight, and UTC.
const ISO_DATE =
  /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?(?: ?(?:Z|UTC|([+-])(\d{2})(?::?(\d{2}))?))?$/;
const MILLISECONDS_PER_DAY = 86_400_000;

/** Texts that stand for a missing value once spaces around them are gone. */
export const missingSpellings = [
  '',
  'NA',
  'N/A',
  'n/a',
  '<NA>',
  'NaN',
  'nan',
  'null',
  'NULL',
  'None',
  '\\N',
  '?',
  '.',
  '-',
  '--',
  '(blank)',
  '#N/A',
  '#NA',
  '#DIV/0!',
  '#VALUE!',
  '#REF!',
  '#NAME?',
  '#NUM!',
  '#NULL!',
];

/**
 * Loads an exported model.
 * @param {object} tf TensorFlow.js with a backend and the converter: `@tensorflow/tfjs`.
 * @param {string | URL | Record<string, unknown> | ((file: string) => Promise<unknown>)} source
 *   The folder's URL, or its files by name, or a function that reads one of them.
 *   A JSON file may be text, bytes or an object; the weights are bytes.
 * @returns {Promise<{ predict(rows: object[]): Promise<{ prediction: string | number, probabilities?: Record<string, number>, quantiles?: Record<string, number> }[]>, dispose(): void }>}
 */
export async function loadHoneModel(tf, source) {
  const read = readerOf(source);
  const model = toJson(await read('model.json'));
  const description = toJson(await read('hone-model.json'));
  const [group] = model.weightsManifest;
  const weightData = toBuffer(await read(group.paths[0]));
  const { modelTopology, signature, format } = model;
  const graph = await tf.loadGraphModel({
    load: async () => ({ modelTopology, signature, format, weightSpecs: group.weights, weightData }),
  });
  return {
    predict: (rows) => predict(tf, graph, description, rows),
    dispose: () => graph.dispose(),
  };
}

/**
 * The model's input arrays for raw rows, by node name.
 * Throws where a column is in no row, or a value cannot be read as its column's type.
 */
export function encodeRows({ numbers, categories }, rows) {
  const missing = [...numbers, ...categories].filter((column) =>
    rows.every((row) => !Object.hasOwn(row, column.name)),
  );
  if (rows.length > 0 && missing.length > 0) {
    throw new Error(
      `The rows lack the columns ${missing.map((column) => JSON.stringify(column.name)).join(', ')}.`,
    );
  }
  const centred = new Float32Array(rows.length * numbers.length);
  const codes = categories.map((column) => ({ node: column.node, values: new Int32Array(rows.length) }));
  const places = categories.map((column) => new Map(column.categories.map((text, i) => [text, i])));
  rows.forEach((row, i) => {
    numbers.forEach((column, j) => {
      // Centred in double precision, so that a large value keeps its small differences. An infinite number counts as missing.
      centred[i * numbers.length + j] = known(readNumber(row[column.name], column, i)) - column.offset;
    });
    categories.forEach((column, j) => {
      codes[j].values[i] = places[j].get(readText(row[column.name])) ?? -1;
    });
  });
  return { centred, codes };
}

async function predict(tf, graph, description, rows) {
  if (rows.length === 0) return [];
  const { numbers, nodes, outputs, classes, quantiles } = description;
  const { centred, codes } = encodeRows(description, rows);
  const inputs = {};
  for (const { node, values } of codes) inputs[node] = tf.tensor2d(values, [rows.length, 1], 'int32');
  if (numbers.length > 0)
    inputs[nodes.centred] = tf.tensor2d(centred, [rows.length, numbers.length], 'float32');
  const results = [graph.execute(inputs, outputs)].flat();
  const [predictions, others] = await Promise.all(results.map((tensor) => tensor.data()));
  for (const tensor of [...Object.values(inputs), ...results]) tensor.dispose();
  const named = (names, row) =>
    Object.fromEntries(names.map((name, k) => [name, others[row * names.length + k]]));
  return Array.from(predictions, (value, row) => {
    if (classes) return { prediction: classes[value], probabilities: named(classes, row) };
    return quantiles.length === 0
      ? { prediction: value }
      : { prediction: value, quantiles: named(quantiles, row) };
  });
}

const known = (number) => (Number.isFinite(number) ? number : Number.NaN);

function readText(value) {
  return value === null || value === undefined ? '' : String(value);
}

/** The value as a number: dates as days since 1970-01-01, booleans as 0 and 1, missing as NaN. */
function readNumber(value, column, row) {
  if (value === null || value === undefined) return Number.NaN;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  if (value instanceof Date) return value.getTime() / MILLISECONDS_PER_DAY;
  const text = String(value).trim();
  if (missingSpellings.includes(text)) return Number.NaN;
  const number = readers[column.type](text);
  if (number === undefined) {
    throw new Error(
      `Row ${row + 1}, column ${JSON.stringify(column.name)}: ${JSON.stringify(text)} is not a ${column.type}.`,
    );
  }
  return number;
}

const readers = {
  number(text) {
    if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
  },
  boolean(text) {
    if (/^(true|1)$/i.test(text)) return 1;
    return /^(false|0)$/i.test(text) ? 0 : undefined;
  },
  date(text) {
    const found = ISO_DATE.exec(text);
    if (!found) return undefined;
    const [year, month, day, hour, minute, second] = [1, 3, 4, 5, 6, 7].map((group) =>
      Number(found[group] ?? 0),
    );
    const midnight = new Date(Date.UTC(year, month - 1, day));
    if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return undefined;
    const sign = found[8] === '-' ? -1 : 1;
    const zone = sign * (Number(found[9] ?? 0) * 60 + Number(found[10] ?? 0));
    return midnight.getTime() / MILLISECONDS_PER_DAY + (hour * 60 + minute - zone) / 1440 + second / 86_400;
  },
};

function readerOf(source) {
  if (typeof source === 'function') return source;
  if (typeof source === 'object' && !(source instanceof URL)) return async (file) => source[file];
  const folder = String(source).replace(/\/?$/, '/');
  return async (file) => {
    const response = await fetch(folder + file);
    if (!response.ok) throw new Error(`${folder}${file} cannot be read: HTTP ${response.status}.`);
    return response.arrayBuffer();
  };
}

function toJson(content) {
  if (content instanceof ArrayBuffer || ArrayBuffer.isView(content))
    return JSON.parse(new TextDecoder().decode(content));
  return typeof content === 'string' ? JSON.parse(content) : content;
}

/** Exactly the file's bytes, as tfjs takes weights. */
function toBuffer(content) {
  if (content instanceof ArrayBuffer) return content;
  return content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength);
}
