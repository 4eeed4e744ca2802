/**
 * OpenTelemetry: spans and metrics of locks, by way of the caller's own `@opentelemetry/api`. This module
 * never loads that package: it is given, and only its form is known here.
 */
import type { LockEvent } from './event.ts';
import type { LockSpan, LockTelemetry } from './witness.ts';

/** An attribute of a span or a measurement. */
export type TelemetryValue = string | number | boolean;

type Attributes = Record<string, TelemetryValue>;

/** What is needed of a span. */
export interface TelemetrySpan {
  setAttribute(name: string, value: TelemetryValue): unknown;
  setStatus(status: { code: number; message?: string }): unknown;
  recordException(error: Error): void;
  end(): void;
}

/** What is needed of a tracer. */
export interface TelemetryTracer {
  startActiveSpan<T>(name: string, options: { attributes: Attributes }, run: (span: TelemetrySpan) => T): T;
}

interface InstrumentOptions {
  description: string;
  unit: string;
}

/** What is needed of a meter. */
export interface TelemetryMeter {
  createCounter(name: string, options: InstrumentOptions): { add(n: number, attributes?: Attributes): void };
  createUpDownCounter(name: string, options: InstrumentOptions): { add(n: number): void };
  createHistogram(
    name: string,
    options: InstrumentOptions,
  ): { record(value: number, attributes?: Attributes): void };
}

/** What is needed of `@opentelemetry/api`. */
export interface OpenTelemetryApi {
  readonly trace: { getTracer(name: string): TelemetryTracer };
  readonly metrics: { getMeter(name: string): TelemetryMeter };
}

const SCOPE = 'tidelock';
/** `SpanStatusCode.ERROR` of the API. */
const STATUS_ERROR = 2;
const MS_IN_SECOND = 1_000;

/**
 * Telemetry by OpenTelemetry. Spans: `redlock acquire`, with a `redlock round` for each round inside it,
 * `redlock extend` and `redlock release`. Metrics: counters `redlock.rounds`, `redlock.grants`,
 * `redlock.refusals`, `redlock.extensions`, `redlock.losses`, `redlock.releases` with their outcome; the
 * up-down counter `redlock.held`; histograms `redlock.acquire.duration` and `redlock.hold.duration`, in
 * seconds. Names of resources are attributes of spans (`redlock.resources`), not of metrics, where each name
 * would be a series of its own.
 *
 * @example
 * import * as api from '@opentelemetry/api';
 * const locks = new Redlock(clients, { telemetry: openTelemetry(api) });
 * @param api the module `@opentelemetry/api`, 1.0 or later; `metrics` from 1.3
 */
export function openTelemetry(api: OpenTelemetryApi): LockTelemetry {
  const tracer = api.trace.getTracer(SCOPE);
  return {
    span: (span, run) =>
      tracer.startActiveSpan(
        `redlock ${span.operation}`,
        { attributes: { 'redlock.resources': span.resources.join(' ') } },
        (open) => within(open, span, run),
      ),
    record: measurer(api.metrics.getMeter(SCOPE)),
  };
}

async function within<T>(open: TelemetrySpan, span: LockSpan<T>, run: () => Promise<T>): Promise<T> {
  try {
    const result = await run();
    for (const [name, value] of Object.entries(span.describe(result)))
      open.setAttribute(`redlock.${name}`, value);
    return result;
  } catch (error) {
    const told = error instanceof Error ? error : new Error(String(error));
    open.recordException(told);
    open.setStatus({ code: STATUS_ERROR, message: told.message });
    throw error;
  } finally {
    open.end();
  }
}

/** Turns events into measurements. */
function measurer(meter: TelemetryMeter): (event: LockEvent) => void {
  const count = (name: string, description: string) =>
    meter.createCounter(`redlock.${name}`, { description, unit: '{count}' });
  const seconds = (name: string, description: string) =>
    meter.createHistogram(`redlock.${name}.duration`, { description, unit: 's' });
  const rounds = count('rounds', 'Rounds that were decided');
  const grants = count('grants', 'Locks that were given');
  const refusals = count('refusals', 'Calls that ended without a lock');
  const extensions = count('extensions', 'Extensions that were decided');
  const losses = count('losses', 'Locks that ended before they were released');
  const releases = count('releases', 'Releases that were decided');
  const held = meter.createUpDownCounter('redlock.held', { description: 'Locks held', unit: '{lock}' });
  const acquiring = seconds('acquire', 'From the call to the lock, or to the refusal');
  const holding = seconds('hold', 'From the lock to its end');
  return (event) => {
    switch (event.kind) {
      case 'round':
        return rounds.add(1, { 'redlock.outcome': event.outcome });
      case 'grant':
        grants.add(1);
        held.add(1);
        return acquiring.record(event.waitedMs / MS_IN_SECOND, { 'redlock.outcome': 'granted' });
      case 'refusal':
        refusals.add(1, { 'redlock.outcome': event.reason });
        return acquiring.record(event.waitedMs / MS_IN_SECOND, { 'redlock.outcome': event.reason });
      case 'extension':
        return extensions.add(1, { 'redlock.outcome': event.outcome });
      case 'loss':
        losses.add(1, { 'redlock.outcome': event.reason });
        held.add(-1);
        return holding.record(event.heldMs / MS_IN_SECOND, { 'redlock.outcome': event.reason });
      case 'release':
        if (!event.hadEnded) {
          held.add(-1);
          holding.record(event.heldMs / MS_IN_SECOND, { 'redlock.outcome': 'released' });
        }
        return releases.add(1, { 'redlock.was_held': event.wasHeld });
    }
  };
}
