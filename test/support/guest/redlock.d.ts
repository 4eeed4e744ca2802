/** What the tests use of redlock: version 4 ships no types, and those of version 5 are out of its `exports`. */
declare module 'redlock4' {
  import type { Redis } from 'ioredis';

  interface Lock {
    extend(ttlMs: number): Promise<Lock>;
    unlock(): Promise<void>;
  }

  export default class Redlock {
    constructor(clients: readonly Redis[], options: { readonly retryCount: number });
    lock(resources: string | readonly string[], ttlMs: number): Promise<Lock>;
  }
}

declare module 'redlock' {
  import type { Redis } from 'ioredis';

  interface Lock {
    extend(ttlMs: number): Promise<Lock>;
    release(): Promise<unknown>;
  }

  export default class Redlock {
    constructor(clients: readonly Redis[], options: { readonly retryCount: number });
    acquire(resources: readonly string[], ttlMs: number): Promise<Lock>;
  }
}
