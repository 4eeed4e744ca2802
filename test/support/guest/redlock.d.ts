/** What tests and benchmarks use of redlock: version 4 ships no types, and those of version 5 are out of its `exports`. */
declare module 'redlock4' {
  import type { Redis } from 'ioredis';

  interface Options {
    readonly retryCount?: number;
    readonly retryDelay?: number;
    readonly retryJitter?: number;
  }

  interface Lock {
    extend(ttlMs: number): Promise<Lock>;
    unlock(): Promise<void>;
  }

  export default class Redlock {
    constructor(clients: readonly Redis[], options?: Options);
    lock(resources: string | readonly string[], ttlMs: number): Promise<Lock>;
  }
}

declare module 'redlock' {
  import type { Redis } from 'ioredis';

  interface Options {
    readonly retryCount?: number;
    readonly retryDelay?: number;
    readonly retryJitter?: number;
  }

  interface Lock {
    extend(ttlMs: number): Promise<Lock>;
    release(): Promise<unknown>;
  }

  export default class Redlock {
    constructor(clients: readonly Redis[], options?: Options);
    acquire(resources: readonly string[], ttlMs: number): Promise<Lock>;
  }
}
