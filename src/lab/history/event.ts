/**
 * What can happen in a run of the lab, as plain data: one event is one line of JSON. `at` is true time in integer
 * microseconds since the run began. No stacks, no addresses of this machine: the same seed gives the same bytes.
 */

/** The first line: what was run, and what it was promised. */
export interface RunHeader {
  readonly kind: 'run';
  readonly version: 1;
  readonly seed: number;
  readonly library: string;
  readonly instances: readonly string[];
  readonly clients: readonly string[];
  /** What the library may rely on; a fault beyond these makes a violation an outside one. */
  readonly assumptions: Assumptions;
}

/** The declared assumption budget of a run. */
export interface Assumptions {
  /** Every clock runs within 1 ± this of true time. */
  readonly clockRateBound: number;
  /** Clocks may step by at most this. */
  readonly clockStepUs: number;
  /** Instances that may lose memory at once. */
  readonly amnesia: number;
  /** The longest a process may be paused while it holds. */
  readonly pauseUs: number;
  /** The longest a call may take to settle. */
  readonly settleUs: number;
}

interface At {
  readonly at: number;
}
interface OfClient extends At {
  readonly client: string;
}
/** `op` ties an invocation to its outcome; `lock` is the operation that was granted. */
interface OfOperation extends OfClient {
  readonly op: number;
}
interface OfLock extends OfClient {
  readonly lock: number;
}
interface OfInstance extends At {
  readonly instance: string;
}
/** A lock's key: the resource it locks, and as `client/op` the acquire in which its value was first sent. */
interface OfKey extends OfInstance {
  readonly key: string;
  readonly owner: string;
}

/** What a client asked, was told, and did under its lock. */
export type ClientEvent =
  | (OfOperation & {
      readonly kind: 'acquire';
      readonly resource: string;
      readonly ttlUs: number;
      readonly mode: 'exclusive' | 'shared';
      readonly permits: number;
    })
  | (OfOperation & { readonly kind: 'granted'; readonly untilUs: number; readonly token?: number })
  | (OfOperation & { readonly kind: 'refused' | 'settled' })
  | (OfOperation & { readonly kind: 'failed'; readonly error: string })
  | (OfOperation & OfLock & { readonly kind: 'extend'; readonly ttlUs: number })
  | (OfOperation & OfLock & { readonly kind: 'release' })
  | (OfOperation & { readonly kind: 'abort' })
  | (OfLock & { readonly kind: 'told' | 'enter' | 'leave' })
  | (OfLock & { readonly kind: 'write'; readonly token: number; readonly accepted: boolean });

/** What befell a client's process, or the clock of a client or an instance. */
export type ProcessEvent =
  | (OfClient & { readonly kind: 'pause' | 'resume' | 'kill' | 'restart' })
  | (At & { readonly kind: 'clock-step'; readonly node: string; readonly byUs: number })
  | (At & { readonly kind: 'clock-rate'; readonly node: string; readonly rate: number });

/** What befell an instance and its keys. */
export type InstanceEvent =
  | (OfKey & { readonly kind: 'key-granted' | 'key-extended'; readonly untilUs: number })
  | (OfKey & { readonly kind: 'key-released' | 'key-expired' | 'key-evicted' })
  | (OfInstance & { readonly kind: 'crash' | 'flush' })
  | (OfInstance & { readonly kind: 'back' | 'failover'; readonly lost: readonly string[] });

/** What befell the link between a client and an instance, and what went over it. */
export type LinkEvent = OfInstance &
  OfClient &
  (
    | { readonly kind: 'partition'; readonly way: 'to' | 'from' | 'both' }
    | { readonly kind: 'heal' | 'reset' }
    | { readonly kind: 'delay'; readonly byUs: number }
    | {
        readonly kind: 'sent' | 'delivered' | 'lost';
        readonly message: number;
        readonly way: 'to' | 'from';
        readonly text: string;
      }
  );

/** What the world itself noticed of the library. */
export type FindingEvent = OfClient & {
  readonly kind: 'leaked-timer' | 'unhandled-rejection' | 'real-time' | 'never-settled';
  readonly text: string;
};

/** Anything after the header. */
export type LabEvent = ClientEvent | ProcessEvent | InstanceEvent | LinkEvent | FindingEvent;
