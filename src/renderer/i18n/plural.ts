// Counts with their nouns, in English.

/** `1 row`, `3 rows`, `3,000 rows`. */
export const plural = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
