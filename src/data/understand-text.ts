// The dialect of a text that was opened: the one set by hand, or what its beginning and end say.
import type { Dialect } from '../core/recipe/dialect';
import { type Decision, sniff } from './sniff/sniff';
import type { TextSource } from './text/text-source';

/** Which file of an archive it is, where there are several. */
function memberDecision(members: readonly string[], member: string): Decision[] {
  const [first] = members;
  if (first === undefined || members.length < 2) return [];
  const why = member === '' ? `It is the first of ${members.length} files in the archive.` : 'Set by hand.';
  return [{ part: 'sheet', value: member || first, confidence: 1, why }];
}

/** What a person set otherwise than it was found is sure. */
function ofPerson(decision: Decision, given: Dialect, found: Dialect): Decision {
  const part = decision.part as keyof Dialect;
  if (given[part] === found[part]) return decision;
  const why = `Set by hand; what was found is ${decision.value}.`;
  return { part, value: String(given[part]), confidence: 1, why };
}

type Sampled = Pick<TextSource, 'encoding' | 'compression' | 'sample'>;

/** The dialect of an open text: the given one, or what was found, with how it is encoded and packed; and why. */
export function understandText(
  source: Sampled,
  given: Dialect | undefined,
): { dialect: Dialect; decisions: Decision[] } {
  const found = sniff(source.sample);
  const packed = { encoding: source.encoding.encoding, compression: source.compression };
  const dialect = given ?? { ...found.dialect, ...packed };
  const decisions = found.decisions.map((decision) =>
    given ? ofPerson(decision, given, found.dialect) : decision,
  );
  return { dialect, decisions };
}

/** How the bytes of a file were taken; `member` is the file of an archive that was asked for. */
export function openingDecisions(
  { encoding, compression, members }: Pick<TextSource, 'encoding' | 'compression' | 'members'>,
  member = '',
): Decision[] {
  const { confidence, why } = encoding;
  return [
    ...memberDecision(members, member),
    { part: 'encoding', value: encoding.encoding, confidence, why },
    { part: 'compression', value: compression, confidence: 1, why: 'So say the first bytes.' },
  ];
}
