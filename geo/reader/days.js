// Calendar days as whole numbers (days since 1970-01-01, UTC): no time zone can shift a date by one.
const MS = 86400000;
const MONTHS = ["Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];

export const toDay = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / MS);
export const toIso = (day) => new Date(day * MS).toISOString().slice(0, 10);
export const yearOf = (day) => new Date(day * MS).getUTCFullYear();
export const startOfYear = (year) => Date.UTC(year, 0, 1) / MS;
export const startOfMonth = (year, month) => Date.UTC(year, month, 1) / MS;

export function humanDay(day) {
  const d = new Date(day * MS);
  return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()}`;
}

export function humanWindow(from, to) {
  if (from === to) return humanDay(from);
  const [a, b] = [new Date(from * MS), new Date(to * MS)];
  if (a.getUTCFullYear() !== b.getUTCFullYear()) return `${humanDay(from)} – ${humanDay(to)}`;
  if (a.getUTCMonth() !== b.getUTCMonth())
    return `${a.getUTCDate()} ${MONTHS[a.getUTCMonth()]} – ${humanDay(to)}`;
  return `${a.getUTCDate()}–${humanDay(to)}`;
}

/** Shift a day by a calendar step: {unit: "day" | "month" | "year"}, sign ±1. */
export function shiftDay(day, unit, sign) {
  if (unit === "day") return day + sign;
  const d = new Date(day * MS);
  const months = unit === "year" ? 12 * sign : sign;
  const target = startOfMonth(d.getUTCFullYear(), d.getUTCMonth() + months);
  const t = new Date(target * MS);
  const last = new Date(Date.UTC(t.getUTCFullYear(), t.getUTCMonth() + 1, 0)).getUTCDate();
  return target + Math.min(d.getUTCDate(), last) - 1;
}

/** Labelled marks along an axis from `lo` to `hi`, at most about `most` of them. */
export function axisMarks(lo, hi, most) {
  const days = hi - lo + 1;
  if (days <= most * 7) {
    const step = Math.max(1, Math.ceil(days / most));
    const out = [];
    for (let d = lo; d <= hi; d += step) {
      const date = new Date(d * MS);
      const withMonth = out.length === 0 || date.getUTCDate() <= step;
      out.push({day: d, text: withMonth ? `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}` : `${date.getUTCDate()}`});
    }
    return out;
  }
  if (days <= 366 * 3) {
    const step = [1, 2, 3, 4, 6, 12].find((n) => days / (30.4 * n) <= most) ?? 12;
    const first = new Date(lo * MS);
    const out = [];
    for (let m = Math.ceil(first.getUTCMonth() / step) * step; ; m += step) {
      const day = startOfMonth(first.getUTCFullYear(), m);
      if (day > hi) return out;
      const date = new Date(day * MS);
      if (day >= lo) out.push({day, text: date.getUTCMonth() === 0 || !out.length ? `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}` : MONTHS[date.getUTCMonth()]});
    }
  }
  const years = days / 365.25;
  const step = [1, 2, 5, 10, 20, 50, 100].find((n) => years / n <= most) ?? 200;
  const out = [];
  for (let y = Math.ceil(yearOf(lo) / step) * step; y <= yearOf(hi); y += step) {
    if (startOfYear(y) >= lo) out.push({day: startOfYear(y), text: `${y}`});
  }
  return out;
}
