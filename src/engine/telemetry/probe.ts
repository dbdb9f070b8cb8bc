// Looks into a training without touching it: the step's own mathematics on a fixed batch, read back as one vector.
import { dialNames } from '../../core/choices/layers/layer';
import { decidesSurvival } from '../../core/choices/layers/residual';
import { createRandom, streamOf } from '../../core/random';
import type { Telemetry } from '../../core/run/telemetry';
import type { Ops, Tensor, Tensor1D, Tensor2D } from '../../core/tensor';
import { recordedFunctions } from '../compile/graph-messages';
import { type EntryPoint, loadProgram, type Program } from '../compile/program';
import { type NamedTensor, trace } from '../compile/tracer';
import type { NativeBackend } from '../runtime/binding';
import type { Runtime } from '../runtime/runtime';
import type { Present } from '../train/executor';
import type { StepDefinition, StepInput } from '../train/step';
import { createStepOps, type StepOps } from '../train/step-ops';
import { lookOutputs, type SeenLayer } from './look-outputs';
import { readLook } from './read-look';

/** The rows that are looked at, the same each time; owned by the caller. */
export interface ProbeBatch {
  /** [rows, inputs], [rows], and how much each row counts [rows] (null: all alike). */
  x: Tensor2D;
  y: Tensor1D;
  weights: Tensor1D | null;
}

export type Look = Pick<Telemetry, 'layers' | 'loss' | 'rows'>;

export interface Probe {
  /** Compiled if native TensorFlow can, op by op elsewhere. */
  compiled: boolean;
  /** The state must be of the definition that the probe was made for. */
  look(present: Pick<Present, 'state' | 'dials'>): Look;
  dispose(): void;
}

/** Numbers of the vector that a look gives. */
type Numbers = (present: Pick<Present, 'state' | 'dials'>) => Float32Array;

/** Op by op: at hand at once, several times slower per look than a compiled one. */
export function createEagerProbe(
  { ops, native }: Pick<Runtime, 'ops' | 'native'>,
  definition: StepDefinition,
  batch: ProbeBatch,
  seed: number,
): Probe {
  const step = createLookOps(ops, native);
  let layers: SeenLayer[] = [];
  const numbers: Numbers = (present) => {
    let kept: Tensor[] = [];
    const vector = ops.tidy(() => {
      const input = { ...batch, ...fixedInputs(ops, present.dials, seed), state: present.state, step };
      const outputs = lookOutputs(ops, definition, input);
      ({ layers, kept } = outputs);
      return outputs.vector;
    });
    const values = vector.dataSync() as Float32Array;
    ops.dispose([vector, ...kept]);
    return values;
  };
  return {
    compiled: false,
    look: (present) => {
      const values = numbers(present);
      return { ...readLook(definition, layers, values), rows: batch.x.shape[0] };
    },
    dispose: () => {},
  };
}

/** Records the look once and runs it as a whole each time. */
export function createCompiledProbe(
  { ops, native }: { ops: Ops; native: NativeBackend },
  definition: StepDefinition,
  batch: ProbeBatch,
  seed: number,
  state: readonly Tensor[],
): Probe {
  const step = createLookOps(ops, native);
  const data = [batch.x, batch.y, ...(batch.weights ? [batch.weights] : [])];
  const { program, layers } = compileLook({ ops, native, definition, batch, data, seed, state, step });
  return {
    compiled: true,
    look(present) {
      const { dials, keys } = fixedInputs(ops, present.dials, seed);
      const [vector] = program.run('look', [...data, dials, keys, ...present.state]) as [Tensor];
      const values = vector.dataSync() as Float32Array;
      ops.dispose([vector, dials, keys]);
      return { ...readLook(definition, layers, values), rows: batch.x.shape[0] };
    },
    dispose: () => program.dispose(),
  };
}

/** A look is at all layers: no block is left out by the draws of stochastic depth. */
function createLookOps(ops: Ops, native: NativeBackend | null): StepOps {
  const step = createStepOps(ops, native);
  return {
    ...step,
    uniform: (site, shape, keys) =>
      decidesSurvival(site) ? ops.zeros([...shape]) : step.uniform(site, shape, keys),
  };
}

interface CompileInput extends Pick<StepInput, 'state' | 'step'> {
  ops: Ops;
  native: NativeBackend;
  definition: StepDefinition;
  batch: ProbeBatch;
  data: readonly Tensor[];
  seed: number;
  step: StepOps;
}

/** (…data, dials, keys, …state) to the vector. */
function compileLook(input: CompileInput): { program: Program; layers: SeenLayer[] } {
  const { ops, native, definition, batch, data, seed, state, step } = input;
  const { dials, keys } = fixedInputs(ops, new Float32Array(dialNames.length), seed);
  const temporary: Tensor[] = [dials, keys];
  let layers: SeenLayer[] = [];
  const inputs = [
    ...data.map((tensor, i) => named(`data${i}`, tensor)),
    named('dials', dials),
    named('keys', keys),
    ...state.map((tensor, i) => named(`s${i}`, tensor)),
  ];
  try {
    const graph = trace(ops, native, inputs, () => {
      const outputs = lookOutputs(ops, definition, { ...batch, dials, keys, state, step });
      temporary.push(...outputs.kept);
      layers = outputs.layers;
      return [named('look', outputs.vector)];
    });
    const entry: EntryPoint = { name: 'look', inputs: graph.inputs, outputs: graph.outputs, xla: false };
    return { program: loadProgram(native, recordedFunctions('look', graph), [entry]), layers };
  } finally {
    for (const tensor of temporary) tensor.dispose();
  }
}

/**
 * The dials of the step, without mixing of rows and as if each batch made an update; and keys that never change, so that
 * two looks differ by what was learned alone.
 */
function fixedInputs(ops: Ops, dials: Float32Array, seed: number): { dials: Tensor1D; keys: Tensor1D } {
  const own = dials.slice();
  own[dialNames.indexOf('mixup')] = 1;
  own[dialNames.indexOf('apply')] = 1;
  const random = createRandom(seed, streamOf('telemetry'));
  const keys = Int32Array.from({ length: 2 }, () => random.integer(0x100000000) | 0);
  return { dials: ops.tensor1d(own), keys: ops.tensor1d(keys, 'int32') };
}

const named = (name: string, tensor: Tensor): NamedTensor => ({ name, tensor });
