/**
 * Stats: the counters that INFO shows. Time per command is sampled (one call in SAMPLE_EVERY is timed and
 * stands for the rest), because reading a clock costs as much as a GET.
 */
import type { Command } from './command/command.ts';
import { commandCount } from './command/command.ts';

/** One call in so many is timed. A power of two. */
export const SAMPLE_EVERY = 128;

export class Stats {
  commandsProcessed = 0;
  connectionsReceived = 0;
  rejectedConnections = 0;
  expiredKeys = 0;
  evictedKeys = 0;
  inputBytes = 0;
  outputBytes = 0;
  errorReplies = 0;
  totalBlocked = 0;
  /** Commands in the last second, refreshed by the cron. */
  operationsPerSecond = 0;
  #counted = 0;
  #countedAtMs = 0;
  readonly hits = { found: 0, missed: 0 };
  readonly errorsByCode = new Map<string, number>();
  calls = new Float64Array(commandCount());
  failed = new Float64Array(commandCount());
  rejected = new Float64Array(commandCount());
  /** Microseconds, estimated from the sampled calls. */
  micros = new Float64Array(commandCount());

  addSample(command: Command, milliseconds: number): void {
    this.micros[command.id] = (this.micros[command.id] ?? 0) + milliseconds * 1000 * SAMPLE_EVERY;
  }

  countError(code: string): void {
    this.errorReplies++;
    this.errorsByCode.set(code, (this.errorsByCode.get(code) ?? 0) + 1);
  }

  /** Notes how many commands have run since the last note. */
  measureRate(nowMs: number): void {
    const elapsedMs = nowMs - this.#countedAtMs;
    if (elapsedMs <= 0) return;
    this.operationsPerSecond = Math.round(((this.commandsProcessed - this.#counted) * 1000) / elapsedMs);
    this.#counted = this.commandsProcessed;
    this.#countedAtMs = nowMs;
  }

  /** CONFIG RESETSTAT. */
  reset(): void {
    this.commandsProcessed = 0;
    this.#counted = 0;
    this.connectionsReceived = 0;
    this.rejectedConnections = 0;
    this.expiredKeys = 0;
    this.evictedKeys = 0;
    this.inputBytes = 0;
    this.outputBytes = 0;
    this.errorReplies = 0;
    this.hits.found = 0;
    this.hits.missed = 0;
    this.errorsByCode.clear();
    for (const counter of [this.calls, this.failed, this.rejected, this.micros]) counter.fill(0);
  }
}
