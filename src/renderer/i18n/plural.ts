// Counts with their nouns, in English.

/** `1 row`, `3 rows`. */
export const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
