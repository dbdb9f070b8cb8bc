// How well the keys of two tables met, in a sentence.
import type { JoinReport } from '../../../../core/run/reading-report';
import { formatCount } from '../../../format/numbers';
import { text } from '../../../i18n/text';

export function matchInWords({ keys, matchedKeys, rows, matchedRows }: JoinReport): string {
  return text.bring.matched({
    keys: formatCount(keys),
    matchedKeys: formatCount(matchedKeys),
    rows: formatCount(rows),
    matchedRows: formatCount(matchedRows),
  });
}
