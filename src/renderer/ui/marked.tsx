// Text in which the words of a search stand out.

/** Marks what begins with one of the words (lower case), wherever a word begins. */
export function Marked({ children, words }: { children: string; words: readonly string[] }) {
  const places = findPlaces(children, words);
  if (places.length === 0) return children;
  const parts: { from: number; text: string; marked: boolean }[] = [];
  let end = 0;
  for (const [from, to] of places) {
    if (from > end) parts.push({ from: end, text: children.slice(end, from), marked: false });
    parts.push({ from, text: children.slice(from, to), marked: true });
    end = to;
  }
  if (end < children.length) parts.push({ from: end, text: children.slice(end), marked: false });
  return parts.map((part) =>
    part.marked ? <mark key={part.from}>{part.text}</mark> : <span key={part.from}>{part.text}</span>,
  );
}

/** Stretches of the text that begin like one of the words; they do not overlap. */
export function findPlaces(written: string, words: readonly string[]): [number, number][] {
  const plain = written.toLowerCase();
  const places: [number, number][] = [];
  for (const word of words)
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1))
      if (at === 0 || /[^\p{L}\p{N}]/u.test(plain.charAt(at - 1))) places.push([at, at + word.length]);
  return places
    .sort((one, other) => one[0] - other[0] || other[1] - one[1])
    .filter(([from], i, all) => all.slice(0, i).every(([, to]) => to <= from));
}
