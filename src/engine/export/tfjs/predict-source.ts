/// <reference types="vite/client" />
// The text of predict.mjs, which every TensorFlow.js export carries; the bundler puts it in.
import text from './predict.mjs?raw';

export const predictSource: string = text;
