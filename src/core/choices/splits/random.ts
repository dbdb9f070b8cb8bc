// Rows at random, whatever their target.
import { permutation } from '../../random';
import { checkShares, shareParams, sharesOf, takeShares } from './shares';
import { defineSplit, partsByPlace } from './split';

export const random = defineSplit({
  kind: 'random',
  title: 'Random',
  help: 'Draws the validation and test rows at random. Rare classes may be missing from a small part.',
  source: 'sklearn.model_selection.train_test_split',
  params: shareParams,
  check: checkShares,
  create: (settings) => ({
    place(input) {
      const placed = input.known.slice();
      takeShares([permutation(input.rows, input.random)], sharesOf(settings, input), placed);
      return placed;
    },
    parts: partsByPlace,
  }),
});
