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

/** The dialect of an open text: the given one, or what was found, with how it is encoded and packed. */
export function understandText(
  source: Pick<TextSource, 'encoding' | 'compression' | 'sample' | 'members'>,
  given: Dialect | undefined,
  member = '',
): { dialect: Dialect; decisions: Decision[] } {
  const { encoding, compression } = source;
  const found = sniff(source.sample);
  const packed = { encoding: encoding.encoding, compression };
  const dialect = given ?? { ...found.dialect, ...packed };
  const { confidence, why } = encoding;
  return {
    dialect,
    decisions: [
      ...memberDecision(source.members, member),
      { part: 'encoding', value: encoding.encoding, confidence, why },
      { part: 'compression', value: compression, confidence: 1, why: 'So say the first bytes.' },
      ...found.decisions.map((decision) => (given ? ofPerson(decision, given, found.dialect) : decision)),
    ],
  };
}
