/** A fence in memory: for what lives in one process, such as a cache, a file that only it writes, or a test. */
import { assertToken, type Fenced, StaleToken } from './fence.ts';

/**
 * Guards resources of this process. Marks are kept until they are forgotten, one a resource.
 *
 * @example
 * const fence = new MemoryFence();
 * fence.enter(lock);              // throws StaleToken when a later holder was here
 * const stock = await read();
 * fence.run(lock, () => { shelf.stock = stock - 1; });
 */
export class MemoryFence {
  readonly #marks = new Map<string, number>();

  /**
   * Shows the token, before the first read. All of the lock's resources are entered, or none.
   * @throws StaleToken when one of them has seen a larger one
   */
  enter({ resources, token }: Fenced): void {
    assertToken(token);
    for (const resource of resources) {
      const highest = this.#marks.get(resource);
      if (highest !== undefined && highest > token) throw new StaleToken({ resource, token, highest });
    }
    for (const resource of resources) this.#marks.set(resource, token);
  }

  /**
   * Runs a write if nobody has entered since. The write must be synchronous: after an `await` the answer
   * would be old.
   * @throws StaleToken, and what the write throws
   */
  run<T>({ resources, token }: Fenced, write: () => T): T {
    assertToken(token);
    for (const resource of resources) {
      const highest = this.#marks.get(resource);
      if (highest !== token) throw new StaleToken({ resource, token, highest });
    }
    return write();
  }

  /** The largest token that a resource was shown. */
  markOf(resource: string): number | undefined {
    return this.#marks.get(resource);
  }

  /** Forgets a resource that is no more; a late holder of it could enter again. */
  forget(resource: string): void {
    this.#marks.delete(resource);
  }
}
