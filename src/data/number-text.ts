// Numbers as people write them: signs, units, what stands between thousands and before the fraction.

/** What stands between groups of three digits; '' if nothing does. */
export type Thousands = '' | ',' | '.' | ' ' | "'" | '_';

export interface NumberStyle {
  decimal: '.' | ',';
  thousands: Thousands;
  /** A currency or '%' that stands beside the number; '' if nothing does. */
  unit: string;
}

const SPACES = ' \t\u00A0\u2007\u2009\u202F';
const SPACE = `[${SPACES}]*`;
const MINUS = '−–－';
const SIGN = `[+\\-${MINUS}]?`;

const between: Record<Thousands, string> = {
  '': '',
  ',': ',',
  '.': '\\.',
  ' ': `[${SPACES}]`,
  "'": "['’]",
  _: '_',
};

const codes =
  'USD EUR GBP JPY KRW CNY RMB INR CHF CAD AUD NZD SEK NOK DKK PLN CZK HUF RON RUB TRY BRL MXN ZAR SGD HKD TWD THB IDR MYR PHP VND ILS AED SAR EGP';
const words = [
  'US$',
  'R$',
  'A$',
  'C$',
  'NZ$',
  'HK$',
  'S$',
  'NT$',
  'Fr.',
  'Rs.',
  'Rs',
  'kr.',
  'kr',
  'Kč',
  'zł',
  'Ft',
  'lei',
];
const signs = '$€£¥￥₩￦₹₽₺₫₴₪₱฿₦¢원円元圓%％';
/** Longer units first: `US$` before `$`. */
const units = [...words, ...codes.split(' '), ...signs.split('')];

const escaped = (text: string) => text.replace(/[.?*+^$()[\]{}|\\]/g, '\\$&');
const anyUnit = units.map(escaped).join('|');
const unitPattern = new RegExp(
  `^${SPACE}[(+\\-${MINUS}]?${SPACE}(?:(${anyUnit})${SPACE}[(+\\-${MINUS}]?)?[\\d.,].*?(?:${SPACE}(${anyUnit}))?[)\\-${MINUS}]?${SPACE}$`,
);

/** The unit beside the number of a text; '' if there is none, null if there are two or the text begins otherwise. */
export function unitOf(text: string): string | null {
  const match = unitPattern.exec(text);
  if (!match || (match[1] && match[2])) return null;
  return match[1] ?? match[2] ?? '';
}

/** A regular expression for whole texts that both JavaScript and RE2 understand. */
export function numberPattern({ decimal, thousands, unit }: NumberStyle): string {
  const point = decimal === '.' ? '\\.' : ',';
  const sign = between[thousands];
  // India groups by two digits beyond the first thousand.
  const grouped = thousands === ',' ? `\\d{1,3}(?:,\\d{2,3})*,\\d{3}` : `\\d{1,3}(?:${sign}\\d{3})+`;
  const whole = thousands === '' ? '\\d+' : `(?:${grouped}|\\d+)`;
  const body = `(?:${whole}(?:${point}\\d*)?|${point}\\d+)(?:[eE][+\\-−]?\\d+)?`;
  const percent = /[%％]/.test(unit);
  const front = unit === '' || percent ? '' : `(?:${escaped(unit)}${SPACE})?`;
  const back = unit === '' ? '' : percent ? `${SPACE}${unit}` : `(?:${SPACE}${escaped(unit)})?`;
  const forms = [
    `${SIGN}${SPACE}${front}${SIGN}${body}${back}`,
    `${front}${body}[\\-${MINUS}]${back}`,
    `${front}${body}${back}${SPACE}[\\-${MINUS}]`,
    `\\(${SPACE}${front}${body}${back}${SPACE}\\)`,
    `${front}\\(${body}\\)${back}`,
  ];
  return `${SPACE}(?:${forms.join('|')})${SPACE}`;
}

/** Signs to take out or replace, in the form of SQL's `translate(text, from, to)`; the unit is taken out before. */
export function numberSigns({ decimal, thousands }: NumberStyle): { from: string; to: string } {
  const kept = decimal === ',' ? [',', '.'] : ['', ''];
  const dropped = `)+${SPACES}${thousands === "'" ? "'’" : thousands === ' ' ? '' : thousands}`;
  return { from: `${kept[0]}(${MINUS}${dropped}`, to: `${kept[1]}-${'-'.repeat(MINUS.length)}` };
}

/** The number that a text means in a style; null if it is none. */
export function parseNumber(text: string, style: NumberStyle): number | null {
  if (!patternOf(style).test(text)) return null;
  const { from, to } = numberSigns(style);
  let plain = '';
  for (const sign of style.unit === '' ? text : text.replace(style.unit, '')) {
    const place = from.indexOf(sign);
    plain += place === -1 ? sign : (to[place] ?? '');
  }
  const value = Number(plain.endsWith('-') ? `-${plain.slice(0, -1)}` : plain);
  return Number.isNaN(value) ? null : value;
}

const patterns = new Map<string, RegExp>();

/** The pattern of a style, anchored. */
export function patternOf(style: NumberStyle): RegExp {
  const key = style.decimal + style.thousands + style.unit;
  let pattern = patterns.get(key);
  if (!pattern) {
    pattern = new RegExp(`^${numberPattern(style)}$`);
    patterns.set(key, pattern);
  }
  return pattern;
}
