// Counts of pieces of text in columns chosen by a hash, as scikit-learn's HashingVectorizer makes them.
import { murmur3 } from './murmur3';
import type { TextEncoder } from './text';

export interface Counting {
  features: number;
  /** How a piece that comes up n times counts: n or 1 + log n, with a sign by its hash; binary columns are 1 where any does. */
  weight: 'count' | 'log' | 'binary';
  /** Whether each row is brought to length 1. */
  normalize: boolean;
}

const weights = { count: (n: number) => n, log: (n: number) => 1 + Math.log(n) };

/** The column of a piece, and the sign with which it counts. */
function placeOf(piece: string, features: number): { column: number; sign: number } {
  const hash = murmur3(piece);
  return { column: Math.abs(hash) % features, sign: hash < 0 ? -1 : 1 };
}

/** An encoder of the pieces that `split` finds in a text. */
export function hashedCounts(split: (text: string) => readonly string[], counting: Counting): TextEncoder {
  const { features, weight, normalize } = counting;
  return {
    features,
    encode(text, into, at) {
      const counts = new Map<string, number>();
      for (const piece of split(text)) counts.set(piece, (counts.get(piece) ?? 0) + 1);
      for (const [piece, count] of counts) {
        const { column, sign } = placeOf(piece, features);
        const present = into[at + column] as number;
        into[at + column] = weight === 'binary' ? 1 : present + sign * weights[weight](count);
      }
      if (!normalize) return;
      let squares = 0;
      for (let i = at; i < at + features; i++) squares += (into[i] as number) ** 2;
      if (squares > 0)
        for (let i = at; i < at + features; i++) into[i] = (into[i] as number) / Math.sqrt(squares);
    },
  };
}
