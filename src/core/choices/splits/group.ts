// Whole groups of rows at random: no group is in two parts.
import { checkShares, shareParams, sharesOf } from './shares';
import { defineSplit, partsByPlace, places } from './split';
import { dealGroups, requireGroups } from './whole-groups';

export const group = defineSplit({
  kind: 'group',
  title: 'By group',
  help: 'Keeps the rows of a group, such as all visits of one patient, in one part. Needs the role Groups. Sizes and classes come as near to the shares as the groups allow.',
  source: 'sklearn.model_selection.GroupShuffleSplit, StratifiedGroupKFold',
  params: shareParams,
  check: checkShares,
  create: (settings) => ({
    place(input) {
      const { validation, test } = sharesOf(settings, input);
      const targets = [
        { place: places.train, share: 1 - validation - test },
        { place: places.test, share: test },
        { place: places.validation, share: validation },
      ].filter(({ share }) => share > 0);
      const placed = input.known.slice();
      const groups = requireGroups(input.groups);
      dealGroups([...placed.keys()], { ...input, groups, targets, none: 'avoided' }, placed);
      return placed;
    },
    parts: partsByPlace,
  }),
});
