/**
 * The arguments of a command, read out of its syntax line for COMMAND DOCS:
 * `key value [NX|XX] [EX seconds|PX milliseconds]`. Brackets are optional parts, `|` separates choices,
 * capitals are tokens, and `[name ...]` after a name means that it may be repeated.
 */
import { bytes } from '../../base/bytes.ts';
import { MapReply, type Reply, Status } from '../../base/reply.ts';

interface Argument {
  readonly name: string;
  readonly type: string;
  readonly token?: string;
  readonly optional?: boolean;
  readonly multiple?: boolean;
  readonly parts?: readonly Argument[];
}

/** The `arguments` element of COMMAND DOCS; empty when there are none. */
export function syntaxArguments(syntax: string): readonly Reply[] {
  return new Reader(syntax).sequence().map(toReply);
}

const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^(key|source|destination|newkey|srckey|dstkey)\d?$/, 'key'],
  [
    /^(count|numkeys|index|start|stop|offset|milliseconds|increment|decrement|db|limit|cursor|len|min-idle-time)/,
    'integer',
  ],
  [/^(score|min|max|weight|timeout|seconds-fraction)$/, 'double'],
  [/^unix-time/, 'unix-time'],
  [/^seconds$/, 'integer'],
  [/^pattern$/, 'pattern'],
];

function typeOfName(name: string): string {
  return TYPES.find(([pattern]) => pattern.test(name))?.[1] ?? 'string';
}

/** Parts deeper than this are not read further; no command comes near it. */
const MAX_DEPTH = 16;

class Reader {
  readonly #words: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(syntax: string) {
    this.#words = syntax.match(/\[|\]|\||[^\s[\]|]+/g) ?? [];
  }

  /** Arguments up to the end, a closing bracket or a bar. */
  sequence(): readonly Argument[] {
    const found: Argument[] = [];
    while (this.#at < this.#words.length) {
      const word = this.#words[this.#at] as string;
      if (word === ']' || word === '|') break;
      this.#at++;
      if (word === '[') this.#bracket(found);
      else if (word !== '...') this.#add(found, word);
    }
    return found;
  }

  #add(found: Argument[], word: string): void {
    const isToken = /^[A-Z*=~$-][A-Z0-9*=~$-]*$/.test(word);
    const previous = found.at(-1);
    if (!isToken && previous?.type === 'pure-token' && previous.token !== undefined)
      found[found.length - 1] = { name: word, type: typeOfName(word), token: previous.token };
    else if (isToken) found.push({ name: word.toLowerCase(), type: 'pure-token', token: word });
    else found.push({ name: word, type: typeOfName(word) });
    this.#choices(found);
  }

  /** Turns what was just read into a choice when a bar follows outside brackets. */
  #choices(found: Argument[]): void {
    while (this.#words[this.#at] === '|' && this.#depth === 0) {
      this.#at++;
      const word = this.#words[this.#at++] ?? '';
      const first = found.pop() as Argument;
      const other: Argument = /^[A-Z]/.test(word)
        ? { name: word.toLowerCase(), type: 'pure-token', token: word }
        : { name: word, type: typeOfName(word) };
      const parts = first.type === 'oneof' ? [...(first.parts ?? []), other] : [first, other];
      found.push({ name: parts[0]?.name ?? 'choice', type: 'oneof', parts });
    }
  }

  #bracket(found: Argument[]): void {
    if (++this.#depth > MAX_DEPTH) throw new Error('syntax line nests too deeply');
    const start = this.#at;
    const choices = [this.sequence()];
    while (this.#words[this.#at] === '|') {
      this.#at++;
      choices.push(this.sequence());
    }
    const repeats = this.#words.slice(start, this.#at).at(-1) === '...';
    this.#at++;
    this.#depth--;
    const last = found.at(-1);
    if (repeats && last !== undefined) found[found.length - 1] = { ...last, multiple: true };
    else found.push({ ...gather(choices), optional: true });
  }
}

function gather(choices: readonly (readonly Argument[])[]): Argument {
  const each = choices.map((parts): Argument => {
    const [only] = parts;
    return parts.length === 1 && only !== undefined
      ? only
      : { name: only?.name ?? 'block', type: 'block', parts };
  });
  const [only] = each;
  if (each.length === 1 && only !== undefined) return only;
  return { name: only?.name ?? 'choice', type: 'oneof', parts: each };
}

function toReply(argument: Argument): Reply {
  const fields: Reply[] = [bytes('name'), bytes(argument.name), bytes('type'), bytes(argument.type)];
  if (argument.token !== undefined) fields.push(bytes('token'), bytes(argument.token));
  const flags = [argument.optional ? 'optional' : '', argument.multiple ? 'multiple' : ''].filter(
    (flag) => flag !== '',
  );
  if (flags.length > 0)
    fields.push(
      bytes('flags'),
      flags.map((flag) => new Status(bytes(flag))),
    );
  if (argument.parts !== undefined) fields.push(bytes('arguments'), argument.parts.map(toReply));
  return new MapReply(fields);
}
