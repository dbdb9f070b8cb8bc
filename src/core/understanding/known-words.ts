// Words whose meaning is known wherever they stand: yes and no, and the steps of common scales.

const yesOrNo = [
  ['yes', 'no'],
  ['y', 'n'],
  ['true', 'false'],
  ['t', 'f'],
  ['on', 'off'],
  ['1', '0'],
  ['ja', 'nein'],
  ['oui', 'non'],
  ['si', 'no'],
  ['sí', 'no'],
  ['예', '아니오'],
  ['はい', 'いいえ'],
  ['是', '否'],
].map((pair) => [...pair].sort().join('/'));

/** Each from least to most. A column need not have all of the steps. */
const scales = [
  ['very low', 'low', 'medium', 'moderate', 'high', 'very high'],
  ['none', 'low', 'mild', 'moderate', 'high', 'severe'],
  ['tiny', 'small', 'medium', 'large', 'huge'],
  ['xxs', 'xs', 's', 'm', 'l', 'xl', 'xxl', 'xxxl'],
  ['very poor', 'poor', 'fair', 'average', 'good', 'very good', 'premium', 'excellent', 'ideal'],
  ['very bad', 'bad', 'ok', 'good', 'very good'],
  ['never', 'rarely', 'seldom', 'sometimes', 'often', 'usually', 'always'],
  ['strongly disagree', 'disagree', 'neutral', 'agree', 'strongly agree'],
  ['very dissatisfied', 'dissatisfied', 'neutral', 'satisfied', 'very satisfied'],
  ['child', 'teenager', 'young', 'adult', 'middle-aged', 'senior', 'old'],
  ['primary', 'secondary', 'tertiary'],
  [
    'high school',
    'some college',
    'college',
    "bachelor's",
    'bachelor',
    "master's",
    'master',
    'phd',
    'doctorate',
  ],
  ['first', 'second', 'third', 'fourth', 'fifth'],
  ['beginner', 'intermediate', 'advanced', 'expert'],
  ['bronze', 'silver', 'gold', 'platinum'],
  ['cold', 'cool', 'mild', 'warm', 'hot'],
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  [
    ...['january', 'february', 'march', 'april', 'may', 'june'],
    ...['july', 'august', 'september', 'october', 'november', 'december'],
  ],
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
] as const;

const LEAST_STEPS = 3;

/** Whether two texts are yes and no in one of the common languages. */
export function isYesOrNo(texts: readonly string[]): boolean {
  return yesOrNo.includes(texts.map(plain).sort().join('/'));
}

/** The texts in the order of the scale that has them all, or null; `distinct` is how many texts the column has. */
export function orderedScale(texts: readonly string[], distinct: number): string[] | null {
  if (distinct < LEAST_STEPS || texts.length < distinct) return null;
  return scaleOrder(texts) ?? rangeOrder(texts);
}

function scaleOrder(texts: readonly string[]): string[] | null {
  const scale = scales.find((steps: readonly string[]) => texts.every((text) => steps.includes(plain(text))));
  if (!scale) return null;
  const place = (text: string) => (scale as readonly string[]).indexOf(plain(text));
  return [...texts].sort((a, b) => place(a) - place(b));
}

const range = /^(?:(\d+)\s*(?:-|–|to)\s*\d+|(\d+)\s*(?:\+|and over|or more)|[<≤]\s*\d+|[>≥]\s*(\d+))$/i;

/** Ranges of numbers such as `18-25`, `65+` and `<18`, by where they begin. */
function rangeOrder(texts: readonly string[]): string[] | null {
  const begins = new Map<string, number>();
  for (const text of texts) {
    const [found, first, open, above] = range.exec(plain(text)) ?? [];
    if (found === undefined) return null;
    begins.set(text, Number(first ?? open ?? above ?? Number.NEGATIVE_INFINITY));
  }
  return [...texts].sort((a, b) => (begins.get(a) as number) - (begins.get(b) as number));
}

const plain = (text: string) => text.trim().toLowerCase();
