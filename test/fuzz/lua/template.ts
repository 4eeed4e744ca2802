/**
 * Templates to Lua text. A grammar is a table from the name of a hole to the templates that fill it;
 * `<name>` is a hole, and these holes are special:
 *
 *   <var:T>    a variable of type T that is in scope (a template without one is not taken)
 *   <new:T>    a new local of type T, in scope in the blocks of the template and, in a `local`, after it
 *   <param:T>  the same, but never after it
 *   <it>       the name that was declared last
 *   <dots>     `...` where it may stand, else nil
 *   <block>, <loop>, <body>, <dotsbody>   statements: of a block, a loop, a function, one with `...`
 *
 * A space may become the end of a line, so that errors come from expressions of several lines.
 */
import type { Draw } from './draw.ts';
import { Scope, type Variable } from './scope.ts';

export interface Rule {
  /** Simple ones first: the first alone is taken when depth or numbers run out. */
  readonly templates: readonly string[];
  /** How many of the templates lead no deeper. */
  readonly leaves: number;
  /** May be filled with something of another type now and then. */
  readonly isWild: boolean;
}

export type Grammar = Readonly<Record<string, Rule>>;

export const rule = (leaves: readonly string[], deeper: readonly string[] = []): Rule => ({
  templates: [...leaves, ...deeper],
  leaves: leaves.length,
  isWild: true,
});

/** A rule whose type is kept whatever happens: sizes, counts and keys that keep programs small. */
export const strict = (leaves: readonly string[], deeper: readonly string[] = []): Rule => ({
  ...rule(leaves, deeper),
  isWild: false,
});

const HOLE = /<([a-zA-Z]+)(?::([a-z]+))?>/g;
const BLOCKS = ['block', 'loop', 'body', 'dotsbody'];
const LINE_END_PERCENT = 2;
const MOST_DEPTH = 4;
const MOST_NESTING = 3;
/** Lua itself allows 200 locals; names are used again after these. */
const NAMES_OF_A_TYPE = 6;

export class Writer {
  readonly #grammar: Grammar;
  readonly #draw: Draw;
  readonly #wildPercent: number;
  #scope = new Scope(undefined, { hasDots: true, isInLoop: false });
  #nesting = 0;
  #lastName = 'nil';

  constructor(grammar: Grammar, draw: Draw, wildPercent: number) {
    this.#grammar = grammar;
    this.#draw = draw;
    this.#wildPercent = wildPercent;
  }

  /** One text for a hole; what a statement declares is in scope from then on. */
  write(name: string): string {
    return this.#fill(name, MOST_DEPTH);
  }

  #fill(name: string, depth: number): string {
    const draw = this.#draw;
    const rule = this.#grammar[name];
    if (rule === undefined) throw new Error(`no rule for <${name}>`);
    if (rule.isWild && draw.chance(this.#wildPercent)) return this.#fill('wild', depth - 1);
    const count = depth <= 0 || draw.isSpent ? rule.leaves : rule.templates.length;
    const start = draw.below(count);
    for (let i = 0; i < count; i++) {
      const template = rule.templates[(start + i) % count] as string;
      if (this.#isPossible(template)) return this.#expand(template, depth);
    }
    return this.#expand(rule.templates[0] as string, depth);
  }

  #isPossible(template: string): boolean {
    for (const [, kind, type = ''] of template.matchAll(HOLE)) {
      if (kind === 'var' && this.#scope.of(type).length === 0) return false;
      if (BLOCKS.includes(kind as string) && this.#nesting >= MOST_NESTING) return false;
    }
    return this.#scope.isInLoop || !/\bbreak\b/.test(template);
  }

  #expand(template: string, depth: number): string {
    const declared: (Variable & { readonly stays: boolean })[] = [];
    let text = '';
    let end = 0;
    for (const match of template.matchAll(HOLE)) {
      text += this.#spaced(template.slice(end, match.index));
      end = match.index + match[0].length;
      const [, kind = '', type = ''] = match;
      if (kind === 'new' || kind === 'param') {
        const name = this.#newName(type);
        declared.push({ name, type, stays: kind === 'new' });
        text += name;
      } else text += this.#hole(kind, type, depth, declared);
    }
    text += this.#spaced(template.slice(end));
    if (template.startsWith('local '))
      for (const variable of declared) if (variable.stays) this.#scope.declare(variable);
    return text;
  }

  #hole(kind: string, type: string, depth: number, declared: readonly Variable[]): string {
    if (kind === 'var') return this.#draw.of(this.#scope.of(type)) ?? 'nil';
    if (kind === 'it') return this.#lastName;
    if (kind === 'dots') return this.#scope.hasDots ? '...' : 'nil';
    return BLOCKS.includes(kind) ? this.#block(kind, declared) : this.#fill(kind, depth - 1);
  }

  #block(kind: string, declared: readonly Variable[]): string {
    const outer = this.#scope;
    const isFunction = kind.endsWith('body');
    this.#scope = new Scope(outer, {
      hasDots: isFunction ? kind === 'dotsbody' : outer.hasDots,
      isInLoop: kind === 'loop' || (!isFunction && outer.isInLoop),
    });
    for (const variable of declared) this.#scope.declare(variable);
    this.#nesting++;
    const lines = kind === 'block' ? [] : ['tick()'];
    for (let left = 1 + this.#draw.below(3); left > 0; left--)
      lines.push(this.write(isFunction ? 'inner' : 'statement'));
    if (isFunction) lines.push(this.write('finish'));
    else if (this.#scope.isInLoop && this.#draw.chance(5)) lines.push('break');
    this.#nesting--;
    this.#scope = outer;
    return `\n${lines.join('\n')}\n`;
  }

  #newName(type: string): string {
    const name = `${type.charAt(0)}${1 + this.#draw.below(NAMES_OF_A_TYPE)}`;
    this.#lastName = name;
    return name;
  }

  /** A line may not begin with a parenthesis that could be a call of what stands before it. */
  #spaced(text: string): string {
    return text.replace(/ (?![(\]])/g, () => (this.#draw.chance(LINE_END_PERCENT) ? '\n' : ' '));
  }
}
