// The words of what looks into and around a run in English: layers, pre-flight checks, range test, effects.
import { plural } from './plural';

export const layers = {
  tab: 'Layers',
  layer: 'Layer',
  layers: 'Layers',
  phase: 'Phase',
  phases: { pretraining: 'Pre-training', training: 'Training' },
  metric: 'Figure',
  picture: 'Picture',
  metrics: {
    gradientNorm: {
      title: 'Gradient norm',
      help: 'Length of the gradient of the weights. Much smaller towards the input: it vanishes; growing: it explodes.',
    },
    weightNorm: {
      title: 'Weight norm',
      help: 'Length of the weights. Steady growth calls for a penalty or decay.',
    },
    updateRatio: {
      title: 'Update ratio',
      help: 'Size of a step against the weights. About 0.001 is healthy; far more is too fast, far less too slow.',
    },
    mean: { title: 'Mean', help: 'Mean of the outputs over the rows looked at.' },
    deviation: { title: 'Deviation', help: 'Spread of the outputs. Near zero, rows no longer differ.' },
    dead: {
      title: 'Dead',
      help: 'Share of the units that are off for every row: they learn nothing any more.',
    },
    saturated: {
      title: 'Saturated',
      help: 'Share of the outputs at a bound of the activation, where no gradient passes.',
    },
  },
  cell: (layer: string, epoch: number, value: string) => `${layer}, epoch ${epoch}: ${value}`,
  readHelp: (first: number, last: number) =>
    `Epochs ${first} to ${last}. Point at it, or use the arrow keys, to read it.`,
  linesLabel: 'All figures of all layers',
  tableLabel: (metric: string) => `${metric} of each layer, epoch by epoch`,
  summary: (
    metric: string,
    layers: number,
    epoch: number,
    [lowest, low]: readonly [string, string],
    [highest, high]: readonly [string, string],
  ) =>
    `${metric} of ${plural(layers, 'layer', 'layers')} at epoch ${epoch}: lowest ${low} in ${lowest}, highest ${high} in ${highest}.`,
  noneOf: (metric: string) => `${metric}: no layer of this network has it.`,
  distribution: (layer: string) => `Outputs of ${layer}`,
  distributionSummary: (
    layer: string,
    first: number,
    [firstLow, firstHigh]: readonly [string, string],
    last: number,
    [low, high]: readonly [string, string],
  ) =>
    `Outputs of ${layer}: half of them between ${firstLow} and ${firstHigh} at epoch ${first}, between ${low} and ${high} at epoch ${last}.`,
  noDistribution: 'The outputs of this layer were not looked at.',
  median: 'Median',
  half: 'Half of them',
  most: '90 %',
  emptyTitle: 'No look into the layers',
  off: 'This run takes no looks: “Telemetry every” of its recipe is 0.',
  notYet: 'The first look comes at the end of an epoch.',
  never: 'This run ended before the first look, or was made before Hone took any.',
  few: (looks: number, epochs: number, cost: string, time: string) =>
    `${plural(looks, 'look', 'looks')} in ${plural(epochs, 'epoch', 'epochs')}: looks are spaced so that together they cost under 5\u00a0% of the time. One takes about ${cost}; these epochs took ${time}.`,
  showField: 'Show the field',
};

export const preflight = {
  title: 'Pre-flight checks',
  about:
    'Looks for faults of the network and the data in a second or two: the loss of the untrained network, a handful of rows learned by heart, gradients in every layer, and whether the inputs matter.',
  run: 'Run checks',
  again: 'Check again',
  running: 'Checking',
  outdated: 'The recipe has changed since.',
  showPassed: (count: number) => `Show the ${plural(count, 'check', 'checks')} that passed`,
  sameRemedy: (title: string) => `Try “${title}” first, as above.`,
  lights: { green: 'Passed', amber: 'Take care', red: 'Fault' },
  verdict: ({ green, amber, red }: { green: number; amber: number; red: number }) => {
    if (amber + red === 0) return `Pre-flight: all ${plural(green, 'check', 'checks')} passed`;
    const parts = [
      ...(red > 0 ? [plural(red, 'fault', 'faults')] : []),
      ...(amber > 0 ? [`${amber} to take care of`] : []),
      `${green} passed`,
    ];
    return `Pre-flight: ${parts.join(', ')}`;
  },
};

export const rates = {
  title: 'Learning-rate range test',
  find: 'Find a rate…',
  about:
    'Trains for about a hundred steps while the rate rises from tiny to far too large. Where the loss falls fastest, learning is quickest; where it rises, the rate is too large. Nothing of it is kept but the figures.',
  start: 'Start the test',
  again: 'Test again',
  preparing: 'Preparing the data…',
  progress: 'Steps done',
  nothingYet: 'Not tested yet.',
  cancelled: 'The test was cancelled.',
  chart: 'Chart',
  batch: 'Loss of the batch',
  smoothed: 'Moving average',
  suggestedMark: 'Suggested',
  edgeMark: 'Lowest at',
  tableLabel: 'Loss at each rate',
  summary: (steps: number, first: string, last: string) =>
    `Loss over ${plural(steps, 'step', 'steps')} with rates from ${first} to ${last}.`,
  suggestion: (rate: string) => `The suggested rate is ${rate}.`,
  use: (rate: string) => `Use ${rate}`,
  taken: (rate: string) => `The learning rate of the recipe is ${rate} now. Undo takes it back.`,
};

export const effect = {
  title: 'Measure the effect',
  open: 'Measure the effect…',
  about:
    'Trains both recipes from the same seeds and compares the pairs, so that luck of the split and of the first weights counts for neither. Runs in the background; the window stays usable.',
  change: 'Change',
  all: (count: number) => `All ${count} changes`,
  one: (title: string, before: string, after: string) => `${title}: ${before} → ${after}`,
  against: (run: number) => `Against the recipe of run ${run}.`,
  seeds: 'Seeds',
  seedsRange: 'Between 2 and 100.',
  start: 'Measure',
  again: 'Measure again',
  progress: 'Pairs done',
  done: (done: number, planned: number) => `${done} of ${plural(planned, 'pair', 'pairs')}`,
  cancelled: 'Cancelled; what was measured stays.',
  metrics: { accuracy: 'Accuracy', r2: 'R²' },
  parts: { 'test-file': 'the test file', test: 'the test part', validation: 'the validation part' },
  measuredOn: (metric: string, rows: string, part: string) => `${metric} on ${rows} rows of ${part}`,
  verdict: (
    metric: 'accuracy' | 'r2',
    mean: string,
    [low, high]: readonly [string, string],
    kind: 'better' | 'worse' | 'unclear',
  ) =>
    `${
      kind === 'unclear'
        ? `No clear change of ${metric === 'r2' ? 'R²' : 'accuracy'}`
        : `${metric === 'r2' ? 'R²' : 'Accuracy'} ${kind === 'better' ? 'rises' : 'falls'}`
    }: ${mean} on average, 95\u00a0% interval ${low} to ${high}.`,
  same: (metric: string, pairs: number) => `${metric} is the same in all ${pairs} pairs.`,
  wins: (wins: number, ties: number, pairs: number, probability: string) =>
    `Better in ${wins} of ${plural(pairs, 'pair', 'pairs')}${ties > 0 ? `, equal in ${ties}` : ''}. Probability of an improvement: ${probability}.`,
  balanced: (
    mean: string,
    [low, high]: readonly [string, string],
    kind: 'better' | 'worse' | 'unclear',
    probability: string,
  ) =>
    `Balanced accuracy, where each class counts alike, ${
      kind === 'unclear' ? 'does not clearly change' : kind === 'better' ? 'rises' : 'falls'
    }: ${mean} on average, ${low} to ${high}. Probability of an improvement: ${probability}.`,
  loss: (mean: string, [low, high]: readonly [string, string]) =>
    `Loss: ${mean} on average, ${low} to ${high} (less is better).`,
  tooFew: 'At least two pairs are needed for an interval.',
  noChanges: 'The recipe in the form is that of the last run. Change a field first.',
  seed: 'Seed',
  before: 'Without',
  after: 'With',
  difference: 'Difference',
  balancedBefore: 'Balanced without',
  balancedAfter: 'Balanced with',
  lossBefore: 'Loss without',
  lossAfter: 'Loss with',
  tableLabel: 'Scores of each pair',
  picture: (metric: string, pairs: number, before: string, after: string) =>
    `${metric} of ${plural(pairs, 'pair', 'pairs')}: ${before} without the change and ${after} with it on average.`,
  running: (title: string) => `Now measuring: ${title}`,
};

export const folds = {
  title: 'Cross-validation',
  open: 'Cross-validate…',
  about:
    'Trains the recipe once for each fold, judged on the rows of that fold, which it never saw: preparation, too, is fitted anew for each. Nothing is kept but the figures.',
  folds: 'Folds',
  repeats: 'Repeats',
  trainings: (count: number) => plural(count, 'training', 'trainings'),
  start: 'Cross-validate',
  again: 'Cross-validate again',
  progress: 'Folds done',
  of: (target: string, data: string) => `${target} of ${data}`,
  done: (done: number, planned: number) => `${done} of ${plural(planned, 'fold', 'folds')}`,
  cancelled: 'Cancelled; the folds that are done stay.',
  verdict: (metric: string, mean: string, deviation: string, folds: number) =>
    `${metric}: ${mean} on average, deviation ${deviation} between ${folds} folds.`,
  one: (metric: string, mean: string) => `${metric}: ${mean} on the first fold.`,
  mean: 'Mean',
  deviation: 'Deviation',
  error: 'Standard error',
  errorHelp: 'Of the mean, corrected for folds that share training rows (Nadeau and Bengio)',
  loss: 'Loss',
  repeat: 'Repeat',
  fold: 'Fold',
  learned: 'Rows learned',
  judged: 'Rows judged',
  epoch: 'Best epoch',
  tableLabel: 'Figures of each fold',
};
