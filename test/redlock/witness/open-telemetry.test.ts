/** Spans and metrics, through the real API of OpenTelemetry with providers made by hand. */
import * as api from '@opentelemetry/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTelemetry } from '../../../src/redlock/witness/open-telemetry.ts';
import { pass, quorumFixture, settled, timed } from '../../support/quorum.ts';

interface Recorded {
  readonly name: string;
  readonly attributes: Record<string, unknown>;
  readonly parent: string | undefined;
  status?: string | undefined;
  error?: string;
  isEnded: boolean;
}

let spans: Recorded[] = [];
let measured: string[] = [];

/** The active span by the order of calls: enough where nothing runs side by side. */
const open: Recorded[] = [];

function startSpan(name: string, attributes: Record<string, unknown>): api.Span {
  const recorded: Recorded = {
    name,
    attributes: { ...attributes },
    parent: open.at(-1)?.name,
    isEnded: false,
  };
  spans.push(recorded);
  open.push(recorded);
  return {
    setAttribute(key: string, value: unknown) {
      recorded.attributes[key] = value;
    },
    setStatus({ code, message }: api.SpanStatus) {
      recorded.status = `${api.SpanStatusCode[code]}: ${message}`;
    },
    recordException(error: Error) {
      recorded.error = error.name;
    },
    end() {
      recorded.isEnded = true;
      open.splice(open.indexOf(recorded), 1);
    },
  } as unknown as api.Span;
}

function instrument(name: string) {
  const take = (value: number, attributes: Record<string, unknown> = {}) => {
    measured.push([name, value, ...Object.values(attributes)].join(' '));
  };
  return { add: take, record: take };
}

beforeEach(() => {
  spans = [];
  measured = [];
  const tracer = {
    startActiveSpan: (name: string, options: api.SpanOptions, run: (span: api.Span) => unknown) =>
      run(startSpan(name, options.attributes ?? {})),
  };
  const meter = { createCounter: instrument, createUpDownCounter: instrument, createHistogram: instrument };
  api.trace.setGlobalTracerProvider({ getTracer: () => tracer } as unknown as api.TracerProvider);
  api.metrics.setGlobalMeterProvider({ getMeter: () => meter } as unknown as api.MeterProvider);
});

afterEach(() => {
  api.trace.disable();
  api.metrics.disable();
});

describe('openTelemetry', () => {
  it('spans acquire with its rounds, extend and release, with token and outcome', async () => {
    const { client } = quorumFixture(3);
    await (await client().acquire('begin')).release();
    const lock = await client({ telemetry: openTelemetry(api) }).acquire(['a', 'b'], { ttlMs: 1_000 });
    await lock.extend();
    await lock.release();
    const { token } = lock;
    const resources = { 'redlock.resources': 'a b' };
    const attributes = { ...resources, 'redlock.token': token };
    const whole = { isEnded: true, parent: undefined };
    const granted = { 'redlock.outcome': 'granted', 'redlock.attempts': 1 };
    const won = { 'redlock.outcome': 'won', 'redlock.attempt': 1 };
    expect(spans).toEqual([
      { name: 'redlock acquire', attributes: { ...attributes, ...granted }, ...whole },
      { name: 'redlock round', attributes: { ...attributes, ...won }, ...whole, parent: 'redlock acquire' },
      { name: 'redlock extend', attributes: { ...attributes, 'redlock.outcome': 'extended' }, ...whole },
      { name: 'redlock release', attributes: { ...attributes, 'redlock.was_held': true }, ...whole },
    ]);
  });

  it('measures grants, refusals, losses and how long locks are held', async () => {
    const { client, truth } = quorumFixture(3);
    await (await client().acquire('begin')).release();
    const locks = client({ telemetry: openTelemetry(api) });
    const lock = await locks.acquire('a', { ttlMs: 1_000 });
    await pass(truth, 250);
    await timed(truth, locks.tryAcquire('a'));
    await lock.release();
    await locks.acquire('b', { ttlMs: 100 });
    await pass(truth, 100);
    await settled();
    expect(measured).toEqual([
      'redlock.rounds 1 won',
      'redlock.grants 1',
      'redlock.held 1',
      'redlock.acquire.duration 0 granted',
      'redlock.rounds 1 refused',
      'redlock.refusals 1 refused',
      'redlock.acquire.duration 0 refused',
      'redlock.held -1',
      'redlock.hold.duration 0.25 released',
      'redlock.releases 1 true',
      'redlock.rounds 1 won',
      'redlock.grants 1',
      'redlock.held 1',
      'redlock.acquire.duration 0 granted',
      'redlock.losses 1 expired',
      'redlock.held -1',
      'redlock.hold.duration 0.097 expired',
    ]);
  });

  it('marks a span that failed with its error, and passes the error on', async () => {
    const { client, truth } = quorumFixture(3);
    await client().acquire('a');
    const locks = client({ telemetry: openTelemetry(api) });
    const { value } = await timed(truth, locks.acquire('a', { waitMs: 0 }));
    expect(value).toHaveProperty('name', 'LockUnavailable');
    expect(spans[0]).toMatchObject({ name: 'redlock acquire', error: 'LockUnavailable', isEnded: true });
    expect(spans[0]?.status).toMatch(/^ERROR: the lock on a needs 2 of 3 votes/);
  });

  it('does nothing harmful where no provider is registered', async () => {
    api.trace.disable();
    api.metrics.disable();
    const { client } = quorumFixture(3);
    const lock = await client({ telemetry: openTelemetry(api) }).acquire('a');
    expect((await lock.release()).wasHeld).toBe(true);
  });
});
