// Names of the SavedModel's inputs.
import { expect, it } from 'vitest';
import { signatureNames } from '../../../src/engine/export/saved-model/signature-names';

it('keeps names that the loader can take', () => {
  const names = ['age', 'price (€).x', 'a b[0]', '도시/"x"', '2nd', 'élan'];
  expect(signatureNames(names)).toEqual(names);
});

it('changes words of Python, odd digits, and names that become the same parameter', () => {
  expect(signatureNames(['class', 'self', 'm²', '', 'a b', 'a.b', 'a_b', 'class_'])).toEqual([
    'class_',
    'self_',
    'm2',
    'column',
    'a b',
    'a.b_',
    'a_b__',
    'class__',
  ]);
});
