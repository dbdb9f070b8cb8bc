// Rows at random, whatever their target.
import { permutation } from '../../random';
import { defineSplit } from './split';
import { checkShares, shareParams, takeShares } from './shares';

export const random = defineSplit({
  kind: 'random',
  title: 'Random',
  help: 'Draws the validation and test rows at random. Rare classes may be missing from a small part.',
  source: 'sklearn.model_selection.train_test_split',
  params: shareParams,
  check: checkShares,
  create:
    (shares) =>
    ({ rows, random }) =>
      takeShares([permutation(rows, random)], shares),
});
