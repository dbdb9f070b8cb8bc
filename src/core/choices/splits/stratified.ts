// Rows at random within each class, so that every part has the classes in the same shares.
import { permutation } from '../../random';
import { checkShares, shareParams, sharesOf, takeShares } from './shares';
import { byClass, defineSplit, partsByPlace } from './split';

export const stratified = defineSplit({
  kind: 'stratified',
  title: 'Stratified',
  help: 'Draws the rows at random within each class, so that every part has the same mix. For numbers it equals Random.',
  source: 'sklearn.model_selection.StratifiedShuffleSplit',
  params: shareParams,
  check: checkShares,
  create: (settings) => ({
    place(input) {
      const placed = input.known.slice();
      const order = permutation(input.rows, input.random);
      takeShares(input.classes ? byClass(order, input.classes) : [order], sharesOf(settings, input), placed);
      return placed;
    },
    parts: partsByPlace,
  }),
});
