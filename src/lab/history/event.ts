/**
 * What can happen in a run of the lab, as plain data: one event is one line of JSON. `at` is true time in integer
 * microseconds since the run began, and so is every other instant. No stacks, no addresses of this machine: the same
 * seed gives the same bytes. What each kind must carry stands once more, as judges, in `shape.ts`.
 */

/** The first line: what was run, what it may rely on and what it promised. */
export interface RunHeader {
  readonly kind: 'run';
  readonly version: 1;
  readonly seed: number;
  /** The one-line token that repeats the run; empty when there is none. */
  readonly replay: string;
  readonly library: string;
  readonly instances: readonly string[];
  readonly clients: readonly string[];
  readonly assumptions: Assumptions;
  readonly promises: Promises;
}

/** The declared budget of faults: a violation after a fault beyond it is an outside one, else a bug. */
export interface Assumptions {
  /** Every clock runs within 1 ± this of true time. */
  readonly clockRateBound: number;
  /** No clock steps by more than this, either way. */
  readonly clockStepUs: number;
  /** How many instances may lose keys by a restart, a flush or a failover. */
  readonly amnesia: number;
  /** How many keys may be evicted. */
  readonly evictions: number;
  /** The longest a client may be paused or suspended while it holds. */
  readonly pauseUs: number;
  /** The longest a message may be on its way. */
  readonly delayUs: number;
}

/** What the library is held to. An absent promise was never made and is not checked. */
export interface Promises {
  /** Every call settles within this, the client's pauses not counted. */
  readonly settleUs: number;
  /** After the faults were healed, someone who waits is granted within this. */
  readonly progressUs: number;
  /** A key is gone this long after its TTL, counted from the last moment its owner wanted it. */
  readonly orphanUs: number;
  /** The holder is told no later than this after the deadline. */
  readonly tellUs?: number;
  /** While one waits, at most this many that came later are granted before it. */
  readonly bypass?: number;
  /** Grants carry tokens: unique for a resource and ordered as ownership is. */
  readonly fenced: boolean;
}

interface At {
  readonly at: number;
}
interface OfClient extends At {
  readonly client: string;
}
/** `op` ties a call to its outcome; it is unique within the client. */
interface OfCall extends OfClient {
  readonly op: number;
}
/** `lock` is the `op` of the acquire that was granted; with the client it names the lock. */
interface OfLock extends OfClient {
  readonly lock: number;
}
interface OfInstance extends At {
  readonly instance: string;
}
/** A lock's key: `key` is the resource it locks, `owner` as `client/op` the acquire that first sent its value. */
interface OfKey extends OfInstance {
  readonly key: string;
  readonly owner: string;
}

/**
 * A client calls its library. A lock may be extended, released late or released twice: each is a call of its own.
 * `limit` is how many may hold the resource at once: 1 for a mutex, k for a semaphore of k permits.
 */
export type CallEvent =
  | (OfCall & {
      readonly kind: 'acquire';
      readonly resource: string;
      readonly ttlUs: number;
      readonly mode: 'exclusive' | 'shared';
      readonly limit: number;
    })
  | (OfCall & OfLock & { readonly kind: 'extend'; readonly ttlUs: number })
  | (OfCall & OfLock & { readonly kind: 'release' })
  /** The caller's signal aborts the call `op`. */
  | (OfCall & { readonly kind: 'abort' });

/**
 * A call settles. `granted` answers an acquire or an extend; `refused` is an orderly no, `failed` any other
 * rejection; `settled` answers a release. `untilUs` is the instant at which the client's clock, running as it does
 * now, reaches the promised deadline; absent when the library names none.
 */
export type OutcomeEvent =
  | (OfCall & { readonly kind: 'granted'; readonly untilUs?: number; readonly token?: number })
  | (OfCall & { readonly kind: 'refused' | 'failed'; readonly error: string })
  | (OfCall & { readonly kind: 'settled' });

/** What the client learns of its lock and does under it. */
export type HoldEvent =
  /** The library says by itself that the lock is over. */
  | (OfLock & { readonly kind: 'told'; readonly cause: 'deadline' | 'lost' | 'failed' })
  /** The library was asked whether the lock is still held, and may have said until when. */
  | (OfLock & { readonly kind: 'asked'; readonly held: boolean; readonly untilUs?: number })
  /** The critical section begins and ends. */
  | (OfLock & { readonly kind: 'enter' | 'leave' })
  /** A write to the guarded resource, based on the value `read` before; `value` is unique in the run. */
  | (OfLock & {
      readonly kind: 'write';
      readonly resource: string;
      readonly read: number;
      readonly value: number;
      readonly accepted: boolean;
      readonly token?: number;
    });

/** What befell a client's process, or the clock of a client or an instance. */
export type ProcessEvent =
  /** `suspend` stops the monotonic clock as well; `resume` ends both. */
  | (OfClient & { readonly kind: 'pause' | 'suspend' | 'resume' | 'kill' | 'restart' })
  | (At & { readonly kind: 'clock-step'; readonly node: string; readonly byUs: number })
  | (At & { readonly kind: 'clock-rate'; readonly node: string; readonly rate: number });

/**
 * What befell an instance and its keys. A key lives from its grant until an event ends it: the world says
 * `key-expired` at the instant of its expiry, however late the instance removes it. `untilUs` is that instant as it
 * stands now. After a restart or a failover `memory` says what came back: all, what an older moment had, or nothing;
 * `lost` names the resources whose keys did not survive.
 */
export type InstanceEvent =
  | (OfKey & { readonly kind: 'key-granted' | 'key-extended'; readonly untilUs?: number })
  | (OfKey & { readonly kind: 'key-released' | 'key-expired' | 'key-evicted' })
  | (OfInstance & { readonly kind: 'crash' })
  | (OfInstance & { readonly kind: 'slow'; readonly forUs: number })
  | (OfInstance & {
      readonly kind: 'back' | 'flush' | 'failover';
      readonly memory: 'kept' | 'stale' | 'empty';
      readonly lost: readonly string[];
    });

interface OfLink extends OfInstance, OfClient {}

/** What befell the link between a client and an instance, and what went over it; `to` is towards the instance. */
export type LinkEvent =
  | (OfLink & { readonly kind: 'partition'; readonly way: 'to' | 'from' | 'both' })
  | (OfLink & { readonly kind: 'heal' | 'reset' })
  | (OfLink & { readonly kind: 'delay'; readonly byUs: number })
  | (OfLink & {
      readonly kind: 'sent' | 'delivered' | 'lost';
      /** Unique in the run. */
      readonly message: number;
      readonly way: 'to' | 'from';
      readonly text: string;
    });

/** What the world itself noticed of the library. */
export type FindingEvent = OfClient & {
  readonly kind: 'leaked-timer' | 'unhandled-rejection' | 'real-time' | 'busy-loop' | 'threw' | 'lost-error';
  readonly text: string;
};

/** `healed`: from here on no more faults, and progress is demanded. `end`: nothing more was recorded. */
export type PhaseEvent = At & { readonly kind: 'healed' | 'end' };

/** One member for each kind, so that a kind tells the whole shape. */
type Each<Event> = Event extends { readonly kind: infer Kind extends string }
  ? Kind extends string
    ? Omit<Event, 'kind'> & { readonly kind: Kind }
    : never
  : never;

/** Anything after the header. */
export type LabEvent = Each<
  CallEvent | OutcomeEvent | HoldEvent | ProcessEvent | InstanceEvent | LinkEvent | FindingEvent | PhaseEvent
>;

/** What an event can be. */
export type EventKind = LabEvent['kind'];

/** The event of a kind. */
export type EventOf<Kind extends EventKind> = Extract<LabEvent, { readonly kind: Kind }>;
