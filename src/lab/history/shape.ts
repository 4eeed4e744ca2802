/**
 * What each kind of event must carry, as a table of judges: the reader holds every line from outside against it. The
 * compiler holds the table against the types, so that neither can forget a field.
 */
import type { Assumptions, EventKind, LabEvent, Promises, RunHeader } from './event.ts';
import {
  amount,
  claim,
  count,
  instant,
  isRow,
  type Judge,
  judgeFields,
  list,
  oneOf,
  optional,
  quote,
  type Row,
  text,
  whole,
} from './field.ts';

type Fields<Row> = { readonly [Field in Exclude<keyof Row, 'kind' | 'at'>]-?: Judge };
type Shapes = { readonly [Kind in EventKind]: Fields<Extract<LabEvent, { kind: Kind }>> };

const ofClient = { client: text };
const ofCall = { client: text, op: count };
const ofLock = { client: text, lock: count };
const ofKey = { instance: text, key: text, owner: text };
const ofLink = { instance: text, client: text };
const ofMessage = { ...ofLink, message: count, way: oneOf('to', 'from'), text };
const ofFinding = { client: text, text };
const ofLoss = { instance: text, memory: oneOf('kept', 'stale', 'empty'), lost: list };

const SHAPES: Shapes = {
  acquire: { ...ofCall, resource: text, ttlUs: count, mode: oneOf('exclusive', 'shared'), limit: count },
  extend: { ...ofCall, lock: count, ttlUs: count },
  release: { ...ofCall, lock: count },
  abort: ofCall,
  granted: { ...ofCall, untilUs: optional(instant), token: optional(count) },
  refused: { ...ofCall, error: text },
  failed: { ...ofCall, error: text },
  settled: ofCall,
  told: { ...ofLock, cause: oneOf('deadline', 'lost', 'failed') },
  asked: { ...ofLock, held: claim, untilUs: optional(instant) },
  enter: ofLock,
  leave: ofLock,
  write: { ...ofLock, resource: text, read: count, value: count, accepted: claim, token: optional(count) },
  pause: ofClient,
  suspend: ofClient,
  resume: ofClient,
  kill: ofClient,
  restart: ofClient,
  'clock-step': { node: text, byUs: whole },
  'clock-rate': { node: text, rate: amount },
  'key-granted': { ...ofKey, untilUs: optional(instant) },
  'key-extended': { ...ofKey, untilUs: optional(instant) },
  'key-released': ofKey,
  'key-expired': ofKey,
  'key-evicted': ofKey,
  crash: { instance: text },
  slow: { instance: text, forUs: count },
  back: ofLoss,
  flush: ofLoss,
  failover: ofLoss,
  partition: { ...ofLink, way: oneOf('to', 'from', 'both') },
  heal: ofLink,
  reset: ofLink,
  delay: { ...ofLink, byUs: count },
  sent: ofMessage,
  delivered: ofMessage,
  lost: ofMessage,
  'leaked-timer': ofFinding,
  'unhandled-rejection': ofFinding,
  'real-time': ofFinding,
  'busy-loop': ofFinding,
  threw: ofFinding,
  'lost-error': ofFinding,
  healed: {},
  end: {},
};

const RUN: { readonly [Field in Exclude<keyof RunHeader, 'kind' | 'version'>]-?: Judge | undefined } = {
  seed: whole,
  replay: text,
  library: text,
  instances: list,
  clients: list,
  assumptions: undefined,
  promises: undefined,
};
/** Judges of declared assumptions. */
export const ASSUMPTIONS: { readonly [Field in keyof Assumptions]-?: Judge } = {
  clockRateBound: amount,
  clockStepUs: count,
  amnesia: count,
  evictions: count,
  pauseUs: count,
  delayUs: count,
};
const PROMISES: { readonly [Field in keyof Promises]-?: Judge } = {
  settleUs: count,
  progressUs: count,
  orphanUs: count,
  tellUs: optional(count),
  bypass: optional(count),
  fenced: claim,
};

/** What is wrong with a row as an event, or nothing. */
export function judgeEvent(row: Row): string | undefined {
  const { kind, at, ...rest } = row;
  if (typeof kind !== 'string' || !Object.hasOwn(SHAPES, kind)) return `no event is of kind ${quote(kind)}`;
  if (!instant.accepts(at)) return `at is ${instant.is}`;
  return judgeFields(rest, SHAPES[kind as EventKind]);
}

/** What is wrong with a row as the header, or nothing. */
export function judgeHeader(row: Row): string | undefined {
  const { kind, version, assumptions, promises, ...rest } = row;
  if (kind !== 'run' || version !== 1) return 'a history begins with a run of version 1';
  return (
    judgeFields(rest, RUN) ??
    judgePart('assumptions', assumptions, ASSUMPTIONS) ??
    judgePart('promises', promises, PROMISES)
  );
}

function judgePart(name: string, part: unknown, fields: Readonly<Record<string, Judge>>): string | undefined {
  if (!isRow(part)) return `${name} is an object`;
  const wrong = judgeFields(part, fields);
  return wrong === undefined ? undefined : `${name}: ${wrong}`;
}
