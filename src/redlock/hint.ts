/**
 * Hints: the highest counters that this client has seen. A grant exceeds the hint that comes with the
 * request, so instances whose counters have drifted apart give one token all the same, and a second round
 * trip is rare. A hint is advice: any number is safe.
 */

/** Resources remembered by themselves; for the others the highest counter of all is the hint. */
const MAX_REMEMBERED = 1_024;

interface Hint {
  token: number;
  isInUse: boolean;
}

export class Hints {
  readonly #byResource = new Map<string, Hint>();
  #highest = 0;

  /** The hint for a lock on these resources. */
  of(resources: readonly string[]): number {
    let hint = 0;
    for (const resource of resources)
      hint = Math.max(hint, this.#byResource.get(resource)?.token ?? this.#highest);
    return hint;
  }

  learn(resources: readonly string[], token: number): void {
    this.#highest = Math.max(this.#highest, token);
    for (const resource of resources) {
      const known = this.#byResource.get(resource);
      if (known === undefined) this.#remember(resource, token);
      else if (token > known.token) {
        known.token = token;
        known.isInUse = true;
      }
    }
  }

  /** In the place of the oldest that has learnt nothing since it was last passed by. */
  #remember(resource: string, token: number): void {
    if (this.#byResource.size >= MAX_REMEMBERED) this.#forgetOne();
    this.#byResource.set(resource, { token, isInUse: false });
  }

  #forgetOne(): void {
    for (const [resource, hint] of this.#byResource) {
      this.#byResource.delete(resource);
      if (!hint.isInUse) return;
      hint.isInUse = false;
      this.#byResource.set(resource, hint);
    }
  }
}
