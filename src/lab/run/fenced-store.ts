/**
 * What the locks guard: a value a resource. It remembers the largest token it has seen, and turns smaller ones away;
 * who comes without a token is taken at his word.
 */
export class FencedStore {
  readonly #largest = new Map<string, number>();
  readonly #values = new Map<string, number>();
  #written = 0;

  /** Shows the token, which must come before the first read, and reads. */
  enter(resource: string, token: number | undefined): number {
    this.#admits(resource, token);
    return this.#values.get(resource) ?? 0;
  }

  /** Writes a value that nobody else writes, and says what it was and whether it was taken. */
  write(resource: string, token: number | undefined): { readonly value: number; readonly accepted: boolean } {
    const value = ++this.#written;
    const accepted = this.#admits(resource, token);
    if (accepted) this.#values.set(resource, value);
    return { value, accepted };
  }

  #admits(resource: string, token: number | undefined): boolean {
    if (token === undefined) return true;
    if (token < (this.#largest.get(resource) ?? 0)) return false;
    this.#largest.set(resource, token);
    return true;
  }
}
