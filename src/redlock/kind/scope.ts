/**
 * Scopes of re-entrant locks: which locks the code that runs now is inside of, through every await. A scope is
 * opened by `using` with `reentrant: true`; what is called from its routine finds the lock and enters it
 * again, with its token, instead of waiting for itself.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Tenure } from '../hold/tenure.ts';

/** What one lock covers. */
export interface Coverage {
  readonly resources: readonly string[];
  /** Permits of a semaphore; 0 for a mutex. */
  readonly permits: number;
  readonly isShared: boolean;
}

interface Scope {
  readonly tenure: Tenure;
  readonly coverage: Coverage;
  readonly outer: Scope | undefined;
}

export class Scopes {
  readonly #storage = new AsyncLocalStorage<Scope>();

  /**
   * The lock held by a scope around the caller that covers what is asked for.
   * @throws RangeError when a scope covers it in part, or as a reader what is asked for as a writer: to wait
   * for the rest would be to wait for oneself
   */
  find(wanted: Coverage): Tenure | undefined {
    for (let scope = this.#storage.getStore(); scope !== undefined; scope = scope.outer) {
      const { coverage, tenure } = scope;
      if (coverage.permits !== wanted.permits || !tenure.isHeld) continue;
      const covered = wanted.resources.filter((resource) => coverage.resources.includes(resource));
      if (covered.length === 0) continue;
      if (covered.length < wanted.resources.length) throw new RangeError(partly(covered, wanted));
      if (coverage.isShared && !wanted.isShared)
        throw new RangeError(
          `${covered.join(', ')} is held by this scope as a reader: a writer would wait for it`,
        );
      return tenure;
    }
    return undefined;
  }

  /** Runs a routine inside a lock. */
  run<T>(tenure: Tenure, coverage: Coverage, routine: () => Promise<T>): Promise<T> {
    return this.#storage.run({ tenure, coverage, outer: this.#storage.getStore() }, routine);
  }
}

function partly(covered: readonly string[], wanted: Coverage): string {
  const others = wanted.resources.filter((resource) => !covered.includes(resource));
  return `this scope holds ${covered.join(', ')} without ${others.join(', ')}: ask for all of them together`;
}
