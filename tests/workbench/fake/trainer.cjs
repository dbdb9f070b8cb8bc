// A trainer for tests that speaks the protocol: the recipe's target says how it behaves.
const { appendFileSync, existsSync, mkdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const send = (event) => process.send?.(event);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
let order = null;
let paused = false;
let present = null;
let done = 0;
let goesOn = false;
let heard = () => {};
const told = new Promise((resolve) => {
  heard = resolve;
});

function epochOf(epoch) {
  const loss = 1 / epoch;
  return {
    epoch,
    stepLoss: loss,
    trainLoss: loss,
    validationLoss: loss,
    trainMetric: 0.5,
    validationMetric: 0.5,
    learningRate: 0.001,
    gradientNorm: 1,
    seconds: 0.01,
  };
}

function lookOf(epoch) {
  return { epoch, phase: 'training', layers: [], loss: 1, lossNoise: null, rows: 8, seconds: 0.001 };
}

const check = { id: 'few-rows', title: 'It learns', light: 'green', explanation: 'Well.' };
const preflight = { checks: [{ ...check, figures: { rows: 16 }, remedies: [] }], seconds: 0.5 };

function facts() {
  return {
    state: 'training',
    task: 'binary',
    classes: ['no', 'yes'],
    rows: { train: 10, validation: 5, test: 5 },
    execution: { backend: 'wasm', device: 'cpu', executor: 'eager', version: '0' },
    parameters: 3,
    // What is fixed may not be changed by a trainer.
    createdAt: 'never',
  };
}

const none = { memoryBytes: null, reason: null, fix: null, note: null };
const devices = [
  { id: 'cpu', kind: 'cpu', title: 'A processor', threads: 2, available: true, ...none },
  { id: 'gpu:0', kind: 'gpu', title: 'GPU', threads: null, available: false, ...none, reason: 'No GPU.' },
  { id: 'wasm', kind: 'wasm', title: 'WebAssembly', threads: 1, available: true, ...none },
];

async function train({ runId, folder, recipe, resume }) {
  const behaviour = recipe.data.target;
  const checkpoint = path.join(folder, 'checkpoints', 'last.safetensors');
  if (behaviour === 'fails') {
    return send({ kind: 'failed', error: { code: 'target-invalid', message: 'No such target.', place: {} } });
  }
  if (behaviour === 'fails on wasm' && recipe.hardware.device === 'wasm') process.exit(5);
  present = recipe;
  goesOn = resume;
  send({ kind: 'record', change: facts() });
  const baseline = { validation: { accuracy: 0.5 }, validationLoss: 2 };
  writeFileSync(path.join(folder, 'evidence.json'), JSON.stringify({ baseline, validationLossError: 0.1 }));
  if (!resume) {
    writeFileSync(path.join(folder, 'preflight.json'), JSON.stringify(preflight));
    send({ kind: 'checked', preflight });
  }
  const first = resume && existsSync(checkpoint) ? 3 : 1;
  let seq = behaviour === 'pretrains' ? await pretrain(runId) : 0;
  for (let epoch = first; epoch <= recipe.training.epochs; epoch++) {
    while (paused && !order) await pause(5);
    if (order && behaviour !== 'hangs') break;
    const epochs = [epochOf(epoch)];
    done = epoch;
    appendFileSync(path.join(folder, 'metrics.jsonl'), `${JSON.stringify(epochs[0])}\n`);
    const telemetry = epoch % 2 === 0 ? [lookOf(epoch)] : [];
    for (const look of telemetry)
      appendFileSync(path.join(folder, 'telemetry.jsonl'), `${JSON.stringify(look)}\n`);
    // By another rule than the lowest validation loss, which is that of the last epoch.
    const bestEpoch = behaviour === 'best is third' ? Math.min(3, epoch) : epoch;
    send({ kind: 'epochs', runId, seq: seq++, epochs, telemetry, bestEpoch, secondsLeft: 1 });
    if (behaviour === 'garbage') for (let i = 0; i < 30; i++) send({ kind: 'nonsense', i });
    if (behaviour === 'a little garbage') send('nonsense');
    if (['dies before the change', 'dies on order'].includes(behaviour) && epoch === 4 && !resume) await told;
    if (behaviour.startsWith('dies') && epoch === 4 && (behaviour === 'dies always' || !resume)) {
      if (behaviour !== 'dies bare') {
        mkdirSync(path.dirname(checkpoint), { recursive: true });
        writeFileSync(checkpoint, 'two epochs');
      }
      process.stderr.write('out of luck\n');
      // The messages sent so far have to leave first.
      return pause(30).then(() => process.exit(7));
    }
    await pause(behaviour === 'quick' ? 0 : 10);
  }
  mkdirSync(path.join(folder, 'model'), { recursive: true });
  writeFileSync(path.join(folder, 'model', 'model.json'), '{}');
  const state = order === 'cancel' ? 'cancelled' : order === 'stop' ? 'stopped' : 'finished';
  send({
    kind: 'record',
    change: { state, seconds: 1.5, metrics: { train: {}, validation: {}, test: null } },
  });
  send({ kind: 'done', execution: null, rows: null });
}

/** Epochs of an autoencoder, until it is ended by order; a skip is spent by that. */
async function pretrain(runId) {
  let epoch = 0;
  while (!order) {
    const epochs = [{ ...epochOf(++epoch), phase: 'pretraining' }];
    send({ kind: 'epochs', runId, seq: epoch - 1, epochs, telemetry: [], bestEpoch: 0, secondsLeft: 1 });
    await pause(5);
  }
  const skipped = order === 'skip';
  if (skipped) order = null;
  const pretraining = { epochs: epoch, rows: 20, unlabelledRows: 5, skipped, stages: [] };
  send({ kind: 'record', change: { state: 'training', pretraining } });
  return epoch;
}

/** One point, one pair for each seed, or one score for each fold. */
async function measure({ kind, recipe, before, seeds, folds }) {
  if (kind === 'rate-test') send({ kind: 'rates', points: [{ rate: 0.1, loss: 1 }] });
  for (const seed of seeds ?? []) {
    const pair = { seed, before: 0.5, after: 0.6 + seed / 1000, beforeLoss: 1, afterLoss: 0.5 + seed / 1000 };
    send({ kind: 'paired', metric: 'r2', part: 'validation', rows: 5, pair });
  }
  for (const place of folds ?? []) {
    const rows = { train: 8, validation: 2, judged: 4 };
    const metrics = { r2: 0.5 + place.fold / 100 };
    send({ kind: 'progress', phase: 'measuring', share: 0.5 });
    send({
      kind: 'folded',
      score: { ...place, rows, part: 'test', bestEpoch: 3, loss: 1, metrics },
    });
  }
  if ((recipe ?? before).data.target === 'hangs') await new Promise(() => {});
}

async function work(job) {
  if (job.kind === 'train') return train(job);
  if (job.kind === 'probe') {
    send({
      kind: 'probed',
      runtime: { backend: 'wasm', device: 'cpu', version: '0', reason: null, fix: null, devices },
    });
  }
  if (job.kind === 'preflight') {
    send({ kind: 'progress', phase: 'checking', share: null });
    if (job.recipe.data.target === 'hangs') await new Promise(() => {});
    if (job.recipe.data.target === 'fails')
      return send({
        kind: 'failed',
        error: { code: 'target-invalid', message: 'No such target.', place: {} },
      });
    send({ kind: 'checked', preflight });
  }
  if (['rate-test', 'effect', 'folds'].includes(job.kind)) await measure(job);
  if (job.kind === 'predict') writeFileSync(job.out, 'prediction\n"a ""b"", c"\nd\n');
  if (job.kind === 'export') {
    mkdirSync(path.join(job.out, 'deep'), { recursive: true });
    writeFileSync(path.join(job.out, 'deep', 'model.bin'), 'x');
  }
  send({ kind: 'done', execution: null, rows: 2 });
}

function change({ path, value }) {
  // Taken up between two epochs, which this one does not live to see.
  if (present?.data.target === 'dies before the change' && !goesOn) return heard();
  const changes = [...present.training.changes, { epoch: done, path, value }];
  present = { ...present, training: { ...present.training, changes } };
  send({ kind: 'record', change: { recipe: present } });
  heard();
}

process.on('message', (message) => {
  if (message.kind === 'start') {
    if (message.job.recipe?.data.target === 'dies at start') process.exit(3);
    void work(message.job).then(() => setTimeout(() => process.exit(0), 20));
  } else if (message.kind === 'pause') paused = true;
  else if (message.kind === 'resume') paused = false;
  else if (message.kind === 'change') change(message);
  else order = message.kind;
});
process.on('disconnect', () => process.exit(1));
send({ kind: 'ready' });
