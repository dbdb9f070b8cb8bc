// Rows at random within each class, so that every part has the classes in the same shares.
import { permutation } from '../../random';
import { checkShares, shareParams, takeShares } from './shares';
import { defineSplit } from './split';

export const stratified = defineSplit({
  kind: 'stratified',
  title: 'Stratified',
  help: 'Draws the rows at random within each class, so that every part has the same mix. For numbers it equals Random.',
  source: 'sklearn.model_selection.StratifiedShuffleSplit',
  params: shareParams,
  check: checkShares,
  create:
    (shares) =>
    ({ rows, classes, random }) => {
      const order = permutation(rows, random);
      if (!classes) return takeShares([order], shares);
      const groups = new Map<number, number[]>();
      for (const row of order) {
        const group = groups.get(classes[row] as number);
        if (group) group.push(row);
        else groups.set(classes[row] as number, [row]);
      }
      return takeShares([...groups.values()], shares);
    },
});
