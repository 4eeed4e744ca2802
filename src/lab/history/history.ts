/**
 * A history: the header and its events in order of true time, and its canonical lines, so that equal histories are
 * equal bytes. The recorder is the only way in for a world; the reader judges every line from outside.
 */
import { createHash } from 'node:crypto';
import type { LabEvent, RunHeader } from './event.ts';
import { isRow, type Row } from './field.ts';
import { judgeEvent, judgeHeader } from './shape.ts';

/** The longest history that is recorded or read, in events. */
export const MAX_EVENTS = 1_000_000;

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

/** Takes events in order of true time; asserts the order, for a world that goes back has a bug. */
export class Recorder {
  readonly #header: RunHeader;
  readonly #events: LabEvent[] = [];
  #last = 0;

  constructor(header: RunHeader) {
    this.#header = header;
  }

  /** Whether no more events are taken: the run must end. */
  get isFull(): boolean {
    return this.#events.length >= MAX_EVENTS;
  }

  record(event: LabEvent): void {
    if (this.isFull) throw new Error(`a history holds at most ${MAX_EVENTS} events`);
    if (!Number.isSafeInteger(event.at) || event.at < this.#last)
      throw new Error(`${event.kind} at ${event.at} comes after an event at ${this.#last}`);
    this.#last = event.at;
    this.#events.push(event);
  }

  /** What was recorded so far; later events do not enter it. */
  history(): History {
    return { header: this.#header, events: this.#events.slice() };
  }
}

/** The history as JSON lines with sorted fields. */
export function writeHistory({ header, events }: History): string {
  return [header, ...events].map((row) => `${canonical(row)}\n`).join('');
}

/** sha256 of the canonical lines, in hex. */
export function hashHistory({ header, events }: History): string {
  const hash = createHash('sha256').update(`${canonical(header)}\n`);
  for (const event of events) hash.update(`${canonical(event)}\n`);
  return hash.digest('hex');
}

/** Reads lines back; throws a {@link HistoryError} that names the first wrong line. */
export function readHistory(text: string): History {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  if (lines.length > MAX_EVENTS + 1) throw new HistoryError(MAX_EVENTS + 2, 'too many events');
  const header = readRow(lines[0] ?? '{}', 1, judgeHeader);
  let last = 0;
  const events = lines.slice(1).map((line, index) => {
    const event = readRow(line, index + 2, judgeEvent);
    if ((event.at as number) < last) throw new HistoryError(index + 2, 'at never goes back');
    last = event.at as number;
    return event;
  });
  return { header: header as unknown as RunHeader, events: events as unknown as readonly LabEvent[] };
}

function readRow(line: string, number: number, judge: (row: Row) => string | undefined): Row {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    throw new HistoryError(number, 'not JSON');
  }
  if (!isRow(row)) throw new HistoryError(number, 'an event is an object with a kind');
  const wrong = judge(row);
  if (wrong !== undefined) throw new HistoryError(number, wrong);
  return row;
}

function canonical(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (!isRow(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const field of Object.keys(value).sort()) copy[field] = sorted(value[field]);
  return copy;
}
