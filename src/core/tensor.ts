// The tensor operations that mathematics receives as an argument, so that core never loads TensorFlow.
import type * as tfjs from '@tensorflow/tfjs';

/** The tfjs operations (`tf.add`, `tf.matMul` …), handed in by whoever executes. */
export type Ops = typeof tfjs;
export type Tensor = tfjs.Tensor;
export type { Tensor1D, Tensor2D, TensorInfo } from '@tensorflow/tfjs';
