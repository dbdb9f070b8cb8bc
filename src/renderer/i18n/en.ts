// Every word of the window in English. Another language is a file of the same shape; see text.ts.
// Titles and help of recipe fields and choices come from the registry in core.
import { bring, columns, data, reading, refused, understanding } from './en-data';
import { form } from './en-form';
import { prepare } from './en-prepare';
import { charts, live, train } from './en-train';
import { effect, folds, layers, preflight, rates } from './en-tools';
import { plural } from './plural';

export const en = {
  locale: 'en-US',
  appName: 'Hone',
  unknown: '–',
  cancel: 'Cancel',
  close: 'Close',
  fix: 'What to do',
  steps: {
    data: 'Data',
    prepare: 'Prepare',
    train: 'Train',
    diagnose: 'Diagnose',
    export: 'Export',
    devices: 'Devices',
  },
  parts: { train: 'Train', validation: 'Validation', test: 'Test' },
  metrics: {
    accuracy: 'Accuracy',
    balancedAccuracy: 'Balanced accuracy',
    logLoss: 'Log loss',
    rocAuc: 'ROC AUC',
    f1Macro: 'F1 (macro)',
    prAuc: 'PR AUC',
    f1Micro: 'F1 (micro)',
    f1Weighted: 'F1 (weighted)',
    precisionMacro: 'Precision (macro)',
    recallMacro: 'Recall (macro)',
    brier: 'Brier score',
    ece: 'Calibration error (ECE)',
    cohenKappa: 'Cohen’s kappa',
    mcc: 'Matthews correlation',
    r2: 'R²',
    rmse: 'RMSE',
    mae: 'MAE',
    medianAe: 'Median absolute error',
    mape: 'MAPE',
    pinball: 'Pinball loss',
    coverage: 'Interval coverage',
  },
  /** Words of the recipe that are not written as they are said. */
  words: { cpu: 'CPU', gpu: 'GPU', wasm: 'WebAssembly', xla: 'XLA', 'utf-8': 'UTF-8' },
  runStates: {
    queued: 'Queued',
    preparing: 'Preparing',
    training: 'Training',
    paused: 'Paused',
    stopping: 'Stopping',
    finished: 'Finished',
    stopped: 'Stopped',
    cancelled: 'Cancelled',
    failed: 'Failed',
  },
  age: {
    now: 'just now',
    fresh: 'now',
    ago: (age: string) => `${age} ago`,
    minutes: (count: number) => `${count} min`,
    hours: (count: number) => `${count} h`,
    days: (count: number) => plural(count, 'day', 'days'),
  },
  theme: { label: 'Appearance', system: 'As the system', light: 'Light', dark: 'Dark' },
  topBar: {
    open: 'Open…',
    backToStart: 'Back to the start page',
    size: (rows: string, columns: number) => `${rows} rows, ${plural(columns, 'column', 'columns')}`,
    opening: 'Opening…',
    phases: {
      uploading: 'Uploading…',
      reading: 'Reading…',
      understanding: 'Looking at the data…',
      exporting: 'Exporting…',
      predicting: 'Predicting…',
      measuring: 'Measuring…',
      judging: 'Judging…',
      checking: 'Checking…',
      compiling: 'Compiling…',
      'pre-training': 'Pre-training…',
    },
    progress: 'Progress',
    running: (run: number, state: string, epoch: number, planned: number) =>
      epoch === 0 ? `Run ${run} · ${state}` : `Run ${run} · ${state} · epoch ${epoch} of ${planned}`,
  },
  device: {
    probing: 'Looking for TensorFlow…',
    native: (version: string, device: string) => `TensorFlow ${version} on ${device}`,
    wasm: (version: string) => `WebAssembly ${version}`,
    wasmShort: 'WebAssembly',
    slow: 'Training runs without native TensorFlow',
    noGpu: 'Training runs on the CPU',
    execution: (device: string, executor: string) => `${device}, ${executor}`,
    compare: 'Compare the devices',
    executors: { xla: 'XLA', graph: 'graph', eager: 'eager' },
  },
  rail: {
    label: 'Steps',
    states: { open: '', done: 'Done', attention: 'Needs attention', running: 'Running' },
  },
  notice: {
    dismiss: 'Dismiss',
    showField: 'Show field',
    line: (line: number) => `line ${line}`,
    column: (name: string) => `column ${name}`,
  },
  connection: {
    lost: 'Hone does not answer.',
    lostFix: 'See whether its window or terminal is still open, then try again.',
    retrying: 'Nothing is lost: training goes on without this page. Trying to connect again…',
    back: 'Connected again.',
  },
  start: {
    title: 'Open a table',
    lead: 'Hone trains a model on it, shows what the model suffers from, and lets you fix it.',
    open: 'Open file…',
    folder: 'Open folder…',
    folderHelp: 'Reads all tables in a folder as one, their columns matched by name',
    drop: (key: string, paste: string) => `${key}, drop files anywhere, or paste a table with ${paste}`,
    dropNow: 'Drop to open',
    samples: 'Start with a sample',
    recent: 'Recent',
    cache: (size: string) => `${size} of tables that were read before are kept, so that they open faster.`,
    clearCache: 'Forget them',
    cacheCleared: (size: string) => `${size} were freed.`,
    tasks: { classification: 'Classification', regression: 'Regression', 'time series': 'Time series' },
    sampleSize: (rows: string, columns: number, target: string) =>
      `${rows} rows · ${columns} columns · predicts ${target}`,
  },
  data,
  columns,
  reading,
  understanding,
  bring,
  refused,
  form,
  train,
  charts,
  live,
  layers,
  prepare,
  preflight,
  rates,
  effect,
  folds,
  diagnose: {
    emptyTitle: 'Nothing to diagnose yet',
    emptyText: 'Train a model first; what it suffers from is found while it trains.',
    goTrain: 'Go to Train',
    findings: 'Findings',
    none: 'No rule had anything to say about this run.',
    failed: 'The run failed',
    noVerdict: (state: string) => `No finding yet (${state.toLowerCase()})`,
    weights: (best: number, epochs: number) => `Weights of epoch ${best}, the best of ${epochs}`,
    confidence: (share: string) => `${share} sure`,
    confidenceHelp: 'How sure the rule is, given the noise of the validation figures',
    evidence: 'Evidence',
    why: 'Why this matters',
    remedies: 'What to try',
    apply: 'Apply',
    applied: 'In the recipe',
    change: (title: string, value: string) => `${title}: ${value}`,
    metrics: 'Metrics',
    rows: (count: number) => plural(count, 'row', 'rows'),
    higher: 'Higher is better',
    lower: 'Lower is better',
    confusion: (part: string) => `Confusion matrix, ${part.toLowerCase()} part`,
    confusionHelp: 'Rows per actual and predicted class; the shade is the share of the actual class.',
    actualPredicted: 'Actual ↓  Predicted →',
    recall: 'Recall',
    cell: (actual: string, predicted: string) => `${actual} taken for ${predicted}`,
    manyClasses: (classes: number, right: string, all: string) =>
      `${right} of ${all} rows are right over ${classes} classes. The most frequent confusions:`,
    actual: 'Actual',
    predicted: 'Predicted',
    rowsHead: 'Rows',
    shareHead: 'Of the class',
    scatter: (part: string) => `Predicted and actual, ${part.toLowerCase()} part`,
    scatterSummary: (rows: number, target: string, distance: string) =>
      `${plural(rows, 'row', 'rows')}. Half of the predictions of ${target} are within ${distance} of the actual value, the line.`,
  },
  advisor: {
    title: 'Advisor',
    findings: (run: number) => `Run ${run}`,
    nothingFound: 'Nothing was found in this run.',
    watching: 'Watching. Findings appear as soon as there is enough to judge.',
    failed: 'The run failed; its reason stands in the Train step.',
    evidence: 'All evidence',
    why: (more: number) => (more > 0 ? `Why, and ${more} more to try` : 'Why'),
    less: 'Less',
    applied: (title: string) => `${title}: now in the recipe. Undo takes it back.`,
    changes: (run: number) => `Changes since run ${run}`,
    noChanges: 'None. The next run would repeat it.',
    withoutLive: (count: number) =>
      `The ${plural(count, 'change', 'changes')} made while it trained ${count === 1 ? 'is' : 'are'} not part of the next run.`,
    takeBack: 'Take all back',
    plan: {
      title: 'Next run',
      noTarget: 'Choose a target column in the Data step.',
      rows: (
        target: string,
        classes: number | null,
        train: string,
        validation: string,
        test: string | null,
      ) =>
        `Predicts ${target}${classes === null ? ', a number' : `, one of ${classes} classes`}: learns from about ${train} rows, chooses the epoch on ${validation}${
          test === null ? ', and keeps no test part.' : `, and is tested on ${test} that it never sees.`
        }`,
      windows: (target: string, length: number, horizon: number, keys: string, count: number) =>
        `Predicts ${target} ${plural(horizon, 'step', 'steps')} ahead from windows of ${plural(length, 'step', 'steps')}${count > 1 ? ` of ${keys} series` : ''}: the earliest windows train, the latest test.`,
      preparation: (
        features: number,
        inputs: string,
        atMost: boolean,
        scaler: string | null,
        imputer: string | null,
        encoder: string | null,
      ) => {
        const steps = [
          scaler === null ? '' : `scaling: ${scaler}`,
          imputer === null ? '' : `gaps: ${imputer}`,
          encoder === null ? '' : `categories: ${encoder}`,
        ].filter((step) => step !== '');
        return `${plural(features, 'feature becomes', 'features become')} ${atMost ? 'at most ' : ''}${inputs} inputs${steps.length > 0 ? ` (${steps.join('; ')})` : ''}, fitted on the training rows alone.`;
      },
      perceptron: (family: string, layers: string) =>
        layers === '' ? `${family} without a hidden layer` : `${family} with hidden layers of ${layers}`,
      recurrent: (cell: string, units: string, bidirectional: boolean, steps: string) =>
        `${bidirectional ? 'Bidirectional ' : ''}${cell}, ${units} units, over ${steps}`,
      convolutional: (family: string, filters: string, kernel: string, steps: string) =>
        `${family}, ${filters} filters of length ${kernel}, over ${steps}`,
      steps: (count: number) => plural(count, 'time step', 'time steps'),
      withDense: (network: string, layers: string) =>
        layers === '' ? network : `${network}, then dense layers of ${layers}`,
      network: (network: string, parameters: string) => `${network}; about ${parameters} weights.`,
      training: (plan: {
        optimizer: string;
        learningRate: string;
        schedule: string;
        epochs: string;
        batchSize: string;
        patience: string | null;
      }) =>
        `${plan.optimizer} at ${plan.learningRate} (${plan.schedule.toLowerCase()}), up to ${plan.epochs} epochs in batches of ${plan.batchSize}${
          plan.patience === null ? '.' : `, ending after ${plan.patience} without improvement.`
        } The best epoch is kept.`,
      device: (device: string) => `Runs with ${device}.`,
    },
  },
  devices: {
    title: 'Devices',
    lead: 'What this machine can train on. Which is the fastest depends on the size of the job.',
    inUse: 'taken by auto',
    id: (id: string) => (id === 'cpu' ? 'CPU' : id === 'wasm' ? 'WebAssembly' : id.replace(/^gpu:/, 'GPU ')),
    threads: (count: number) => plural(count, 'thread', 'threads'),
    memory: (size: string) => `${size} memory`,
    comparison: 'Compared on your recipe',
    comparisonHelp:
      'Trains the present recipe for a few seconds on each device, one after the other. Nothing is kept of it.',
    busy: 'A run is under way. Compare the devices when it is over, since its load would falsify the figures.',
    compare: 'Compare the devices',
    compareAgain: 'Compare again',
    progress: 'Devices measured',
    preparing: 'Looking at the machine…',
    measuring: (name: string, at: number, all: number) => `Measuring ${name} (${at} of ${all})`,
    cancelled: 'Cancelled before every device was measured.',
    on: (target: string, data: string, rows: number | null, epochs: number) =>
      `${target} of ${data}${rows === null ? '' : `, ${rows.toLocaleString('en-US')} training rows`}, ${plural(epochs, 'planned epoch', 'planned epochs')}`,
    device: 'Device',
    plannedRun: 'Planned run',
    epoch: 'Epoch',
    compile: 'Compile',
    sameLoss: 'Same loss',
    sameLossHelp: (loss: string) =>
      `Time from the start until the training loss is ${loss}, the lowest that all of them reached`,
    rate: 'Rows/s',
    milliseconds: (value: string) => `${value} ms`,
    warmingUp: 'Measuring…',
    recommended: 'Recommended',
    use: 'Use',
    useThis: (name: string) => `Use ${name}`,
    inRecipe: 'In the recipe',
    taken: (name: string) => `The recipe runs on ${name} now. Undo takes it back.`,
  },
  exports: {
    emptyTitle: 'Nothing to export yet',
    emptyText: 'A model that has been trained can leave as a folder that takes raw rows.',
    title: (run: number) => `Export run ${run}`,
    weights: (best: number, epochs: number) =>
      `Exports and predictions use the weights of epoch ${best}, the best of ${epochs}.`,
    noModel: (state: string) => `This run has no model (${state.toLowerCase()}). Choose another one.`,
    formats: 'Formats',
    contents:
      'Each holds the preparation, so it takes raw rows, and a model card with data, recipe and metrics.',
    format: {
      'saved-model': {
        title: 'SavedModel',
        use: 'For TensorFlow, TensorFlow Serving and Vertex AI, from Python, Java, Go or C++.',
      },
      onnx: {
        title: 'ONNX',
        use: 'For ONNX Runtime on servers, phones and .NET, and for most other engines.',
      },
      tfjs: { title: 'TensorFlow.js', use: 'For the browser and Node.js.' },
    },
    write: (title: string) => `Export ${title}…`,
    writing: 'Exporting…',
    written: (files: number) => `${plural(files, 'file', 'files')} in`,
    predict: 'Predict a CSV',
    predictClasses: 'Writes the class and the probability of each class for every row, in its order.',
    predictNumbers: (target: string) => `Writes the predicted ${target} for every row, in its order.`,
    chooseFile: 'Choose file…',
    predicting: 'Predicting…',
    predicted: (rows: string) => `${rows} rows in`,
  },
};
