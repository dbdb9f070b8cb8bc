// The dialect of a text that was opened: the one set by hand, or what its beginning and end say.
import type { Dialect } from '../core/recipe/dialect';
import { type Decision, sniff } from './sniff/sniff';
import type { TextSource } from './text/text-source';

type Sampled = Pick<TextSource, 'encoding' | 'compression' | 'sample'>;

/** The dialect of an open text: the given one, or what was found, with how it is encoded and packed; and why. */
export function understandText(
  source: Sampled,
  given: Dialect | undefined,
): { dialect: Dialect; decisions: Decision[] } {
  const found = sniff(source.sample);
  const packed = { encoding: source.encoding.encoding, compression: source.compression };
  return { dialect: given ?? { ...found.dialect, ...packed }, decisions: found.decisions };
}

/** How the bytes of a file were taken. */
export function openingDecisions({ encoding, compression }: Omit<Sampled, 'sample'>): Decision[] {
  const { confidence, why } = encoding;
  return [
    { part: 'encoding', value: encoding.encoding, confidence, why },
    { part: 'compression', value: compression, confidence: 1, why: 'So say the first bytes.' },
  ];
}
