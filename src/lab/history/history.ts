/**
 * A history: the header and its events in order of true time, and its canonical lines. Relies on the recorder to
 * give events in order; the reader judges lines from outside.
 */
import { createHash } from 'node:crypto';
import type { LabEvent, RunHeader } from './event.ts';

/** The longest history that is read, in events. */
const MAX_EVENTS = 1_000_000;

/** A run as it was recorded. */
export interface History {
  readonly header: RunHeader;
  readonly events: readonly LabEvent[];
}

/** A line that is no part of a history; `line` counts from one. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
  readonly line: number;
  constructor(line: number, message: string) {
    super(`line ${line}: ${message}`);
    this.line = line;
  }
}

/** The history as JSON lines with sorted fields, so that equal histories are equal bytes. */
export function writeHistory({ header, events }: History): string {
  return [header, ...events].map((row) => `${canonical(row)}\n`).join('');
}

/** sha256 of the canonical lines, in hex. */
export function hashHistory(history: History): string {
  return createHash('sha256').update(writeHistory(history)).digest('hex');
}

/** Reads canonical lines back; throws a {@link HistoryError} that names the first wrong line. */
export function readHistory(text: string): History {
  const lines = text.split('\n').filter((line) => line !== '');
  if (lines.length > MAX_EVENTS + 1) throw new HistoryError(MAX_EVENTS + 2, 'too many events');
  const rows = lines.map((line, index) => parseRow(line, index + 1));
  const [header, ...events] = rows;
  if (header?.kind !== 'run' || header.version !== 1)
    throw new HistoryError(1, 'a history begins with a run of version 1');
  judgeTimes(events);
  return { header: header as unknown as RunHeader, events: events as unknown as LabEvent[] };
}

type Row = Readonly<Record<string, unknown>>;

function parseRow(line: string, number: number): Row {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    throw new HistoryError(number, 'not JSON');
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row) || !('kind' in row))
    throw new HistoryError(number, 'an event is an object with a kind');
  return row as Row;
}

function judgeTimes(events: readonly Row[]): void {
  let last = 0;
  events.forEach(({ at }, index) => {
    if (typeof at !== 'number' || !Number.isSafeInteger(at) || at < last)
      throw new HistoryError(index + 2, 'at is a whole number of microseconds and never goes back');
    last = at;
  });
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
