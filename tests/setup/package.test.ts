import { expect, test } from 'vitest';
import { requiredPackages } from '../../scripts/package/check-app.mjs';

test('the packages that bundles load are found, however the bundler names require', () => {
  const bundles = [
    `let zod = require("zod"); const fs = require("node:fs"); require("electron");`,
    `const tf = __toESM(require("@tensorflow/tfjs"), 1); require$1("@tensorflow/tfjs-node-gpu/dist/x");`,
    `require("./shared-a.cjs"); require("zod");`,
  ];
  expect(requiredPackages(bundles)).toEqual(['zod', '@tensorflow/tfjs', '@tensorflow/tfjs-node-gpu/dist/x']);
});
