/** Microseconds as people read them. */

const US_PER_MS = 1_000;
const US_PER_S = 1_000_000;

/** An instant of true time in seconds: `15.600 s`. To the microsecond where milliseconds do not do. */
export function formatInstant(us: number): string {
  if (!Number.isFinite(us)) return 'never';
  return `${(us / US_PER_S).toFixed(us % US_PER_MS === 0 ? 3 : 6)} s`;
}

/** A length of time with three digits: `2.45 s`, `513 ms`, `12 µs`. */
export function formatLength(us: number): string {
  if (!Number.isFinite(us)) return 'for ever';
  const size = Math.abs(us);
  if (size >= US_PER_S) return `${digits(us / US_PER_S)} s`;
  if (size >= US_PER_MS) return `${digits(us / US_PER_MS)} ms`;
  return `${us} µs`;
}

function digits(value: number): string {
  return Math.abs(value) >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
