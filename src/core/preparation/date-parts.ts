// Parts of dates as tensor ops: the calendar in whole numbers, which single precision holds exactly.
import type { DatePart } from '../choices/dates/date';
import type { Ops, Tensor } from '../tensor';

/** Period of each part, in its own unit counted from 0. */
const periods: Record<DatePart, number> = {
  hour: 1,
  weekday: 7,
  day: 31,
  month: 12,
  'day-of-year': 365.25,
};

// Days from 0000-03-01 to 1970-01-01; years are counted from March, so that the leap day comes last.
const FROM_MARCH_0 = 719_468;
const PER_400_YEARS = 146_097;

/** ⌊x / by⌋ of whole numbers: half a unit keeps the quotient clear of rounding at the steps. */
const wholes = (ops: Ops, x: Tensor, by: number) => ops.floor(ops.div(ops.add(x, 0.5), by));

interface Calendar {
  /** Share of the day that is over. */
  hour: Tensor;
  /** 0 is Monday. */
  weekday: Tensor;
  /** From 0 on, as are all that follow. */
  day: Tensor;
  month: Tensor;
  'day-of-year': Tensor;
  year: Tensor;
}

/** Days since 1970-01-01 as calendar parts (Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
function calendar(ops: Ops, days: Tensor): Calendar {
  const whole = ops.floor(days);
  const shifted = ops.add(whole, FROM_MARCH_0);
  const era = wholes(ops, shifted, PER_400_YEARS);
  const inEra = ops.sub(shifted, ops.mul(era, PER_400_YEARS));
  const leaps = ops.sub(
    ops.add(wholes(ops, inEra, 1460), wholes(ops, inEra, 146_096)),
    wholes(ops, inEra, 36_524),
  );
  const yearOfEra = wholes(ops, ops.sub(inEra, leaps), 365);
  const leapDays = ops.sub(wholes(ops, yearOfEra, 4), wholes(ops, yearOfEra, 100));
  const fromMarch = ops.sub(inEra, ops.add(ops.mul(yearOfEra, 365), leapDays));
  const marchMonth = wholes(ops, ops.add(ops.mul(fromMarch, 5), 2), 153);
  const day = ops.sub(fromMarch, wholes(ops, ops.add(ops.mul(marchMonth, 153), 2), 5));
  const next = ops.cast(ops.greaterEqual(marchMonth, 10), 'float32');
  const year = ops.add(ops.add(yearOfEra, ops.mul(era, 400)), next);
  return {
    hour: ops.sub(days, whole),
    weekday: ops.sub(ops.add(whole, 3), ops.mul(wholes(ops, ops.add(whole, 3), 7), 7)),
    day,
    month: ops.sub(ops.add(marchMonth, 2), ops.mul(next, 12)),
    'day-of-year': ops.sub(shifted, startOfYear(ops, year)),
    year,
  };
}

/** Days from 0000-03-01 to the first of January of that year. */
function startOfYear(ops: Ops, year: Tensor): Tensor {
  const before = ops.sub(year, 1);
  const leapDays = ops.add(
    ops.sub(wholes(ops, before, 4), wholes(ops, before, 100)),
    wholes(ops, before, 400),
  );
  // From March of the year before to January lie 306 days.
  return ops.add(ops.add(ops.mul(before, 365), leapDays), 306);
}

/** days [rows, 1] to a sine and a cosine of each part, in order. */
export function cyclicParts(ops: Ops, days: Tensor, parts: readonly DatePart[]): Tensor[] {
  if (parts.length === 0) return [];
  const known = calendar(ops, days);
  return parts.flatMap((part) => {
    const angle = ops.mul(known[part], (2 * Math.PI) / periods[part]);
    return [ops.sin(angle), ops.cos(angle)];
  });
}

/** days [rows, 1] to the year, counted from 2000 so that single precision keeps its digits. */
export function yearOf(ops: Ops, days: Tensor): Tensor {
  return ops.sub(calendar(ops, days).year, 2000);
}

/** What the columns of `cyclicParts` are called behind the name of the date. */
export function partNames(parts: readonly DatePart[]): string[] {
  return parts.flatMap((part) => [`${part} (sin)`, `${part} (cos)`]);
}
