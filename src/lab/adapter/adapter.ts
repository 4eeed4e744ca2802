/**
 * The port to one lock library: what the lab asks of it, in the library's own manner and by nothing but its public
 * face. `Held` is whatever the library gives its caller as a lock.
 */
import type { World } from '../../base/world.ts';
import type { Instance } from '../../redlock/instance/instance.ts';
import type { ClientName } from '../network/redis-client.ts';

/** What is asked for. */
export interface AcquireRequest {
  readonly resource: string;
  readonly ttlMs: number;
  readonly waitMs: number;
  readonly signal?: AbortSignal;
  /** As one of several readers. */
  readonly shared?: boolean;
}

/** A library, at work in one simulated process. */
export interface LockLibrary<Held = unknown> {
  /** Rejects when the lock is not to be had. */
  acquire(request: AcquireRequest): Promise<Held>;
  /** Resolves to the lock that is held then: another, or the same. */
  extend?(held: Held, ttlMs: number): Promise<Held>;
  release(held: Held): Promise<unknown>;
  /**
   * Runs a routine under a lock that the library extends for as long as it takes, and releases. Rejects as `acquire`
   * does when the routine has not begun, with the routine's own error when that failed.
   */
  using?(request: AcquireRequest, routine: (scope: UsingScope) => Promise<void>): Promise<unknown>;
  /** What the library says is left, ms, at this moment and by its process's clocks; Infinity: until it is told. */
  remainingMs(held: Held): number;
  /** Aborts when the library tells its caller that the lock is over. */
  signal?(held: Held): AbortSignal;
  /** What the reason of that signal says. Default: that the lock was lost. */
  causeOf?(reason: unknown): 'deadline' | 'lost' | 'failed';
  token?(held: Held): number;
  /** Whether a rejection says that the lock was taken, and not that something went wrong. */
  isRefusal(error: unknown): boolean;
  /** Ends what it opened: what is left of its timers then was leaked. */
  close?(): Promise<unknown>;
}

/** What a routine is told of the lock that it runs under. */
export interface UsingScope {
  /** Aborts when the library tells that the lock is over. */
  readonly signal: AbortSignal;
  readonly token?: number;
  /** As `remainingMs` of a lock, where the library says it. Default: until it is told. */
  readonly remainingMs?: number;
}

/** What a library finds in a process at the Instance level. */
export interface PortDoor {
  readonly world: World;
  readonly instances: readonly Instance[];
  readonly terms: LibraryTerms;
}

/** What every library is told alike. */
export interface LibraryTerms {
  readonly ttlMs: number;
  readonly waitMs: number;
  readonly clockRateBound: number;
}

/** What a published library finds in a process: modules of its own, and a client for each instance. */
export interface ClientDoor {
  readonly world: World;
  /** What a package exports, in this process. */
  readonly require: (name: string) => unknown;
  readonly clients: readonly unknown[];
  readonly terms: LibraryTerms;
}

/** How a run's messages travel: as calls of the Instance port, or as bytes between real clients and servers. */
export type Level = 'port' | 'socket';

/** What every adapter says of its library. */
export interface AdapterFacts {
  readonly name: string;
  /** Whether its locks carry tokens. */
  readonly fenced: boolean;
  /** How many may hold a resource at once. Default 1. */
  readonly permits?: number;
  /**
   * How soon after its deadline a holder is told by its signal, µs: as a rule, and after its wall clock or its
   * sleep jumped over the deadline, which no timer sees. Absent when there is no such promise.
   */
  readonly tells?: { readonly byUs: number; readonly afterJumpUs: number };
  /** What a key and its value say of a lock; undefined for a key that is no lock. */
  readonly readLock: LockKeyReader;
  /** What a key that is a sorted set and a member of it say of a lock that readers share. Then some clients read. */
  readonly readReader?: LockKeyReader;
}

/** A library that speaks to the Instance port. */
export interface PortAdapter extends AdapterFacts {
  readonly start: (door: PortDoor) => LockLibrary;
}

/** A library that is given clients of Redis, and runs unchanged in each process. */
export interface ClientAdapter extends AdapterFacts {
  /** The client that it is given, where messages are bytes. */
  readonly client: ClientName;
  readonly startOn: (door: ClientDoor) => LockLibrary;
}

/** A lock library as the lab runs it. */
export type LabAdapter = PortAdapter | ClientAdapter;

/** Reads a lock from what an instance keeps: which resource, and the holder's random name. */
export type LockKeyReader = (
  key: string,
  value: string,
) => { readonly resource: string; readonly holder: string } | undefined;
