/** The variables that a place in a Lua program can see, by what they are likely to hold. */

export interface Variable {
  readonly name: string;
  readonly type: string;
}

export class Scope {
  readonly #outer: Scope | undefined;
  readonly #own: Variable[] = [];
  /** `...` may stand here. */
  readonly hasDots: boolean;
  /** `break` may stand here. */
  readonly isInLoop: boolean;

  constructor(outer: Scope | undefined, options: { hasDots: boolean; isInLoop: boolean }) {
    this.#outer = outer;
    this.hasDots = options.hasDots;
    this.isInLoop = options.isInLoop;
  }

  declare(variable: Variable): void {
    this.#own.push(variable);
  }

  /** All of a type, innermost first; one that another of its name hides is left out. */
  of(type: string): readonly string[] {
    const seen = new Set<string>();
    const found: string[] = [];
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.#outer)
      for (const variable of [...scope.#own].reverse()) {
        if (!seen.has(variable.name) && variable.type === type) found.push(variable.name);
        seen.add(variable.name);
      }
    return found;
  }
}
