/**
 * Hints: the highest counters that this client has seen. A grant exceeds the hint that comes with the
 * request, so instances whose counters have drifted apart give one token all the same, and a second round
 * trip is rare. A hint is advice: any number is safe.
 */

/** Resources remembered by themselves; for the others the highest counter of all is the hint. */
const MAX_REMEMBERED = 1_024;

export class Hints {
  readonly #byResource = new Map<string, number>();
  #highest = 0;

  /** The hint for a lock on these resources. */
  of(resources: readonly string[]): number {
    let hint = 0;
    for (const resource of resources) hint = Math.max(hint, this.#byResource.get(resource) ?? this.#highest);
    return hint;
  }

  learn(resources: readonly string[], token: number): void {
    this.#highest = Math.max(this.#highest, token);
    for (const resource of resources) {
      const known = this.#byResource.get(resource) ?? 0;
      if (token <= known) continue;
      this.#byResource.delete(resource);
      this.#byResource.set(resource, token);
    }
    this.#forgetOldest();
  }

  #forgetOldest(): void {
    for (const resource of this.#byResource.keys()) {
      if (this.#byResource.size <= MAX_REMEMBERED) return;
      this.#byResource.delete(resource);
    }
  }
}
