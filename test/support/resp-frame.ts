/**
 * RESP framing for tests: where one reply ends, and a reply as a tree.
 * Written apart from src/wire on purpose, so that the two can be held against each other.
 */

/** A RESP reply as a tree: `head` is the type byte with what stands before CRLF, such as `:1` or `*2`. */
export type RespNode =
  | { readonly kind: 'line'; readonly head: string }
  | { readonly kind: 'bulk'; readonly head: string; readonly body: string }
  | { readonly kind: 'aggregate'; readonly head: string; readonly items: readonly RespNode[] };

const LINE_TYPES = '+-:_,#(';
const BULK_TYPES = '$=!';
const AGGREGATE_TYPES = '*~>%|';

/** Cuts whole replies out of a stream of latin1 text; remembers how far it has read. */
export class FrameScanner {
  #text = '';
  #at = 0;
  #pending = 1;

  /** Appends received bytes. */
  feed(latin1: string): void {
    this.#text += latin1;
  }

  /** What has been received and not yet handed out. */
  get rest(): string {
    return this.#text;
  }

  /** Hands out what is left, whole reply or not, and starts anew. */
  takeRest(): string {
    const rest = this.#text;
    this.#text = '';
    this.#at = 0;
    this.#pending = 1;
    return rest;
  }

  /** The bytes of the next whole reply, attributes included, or undefined while some are missing. */
  next(): string | undefined {
    while (this.#pending > 0) {
      const lineEnd = this.#text.indexOf('\r\n', this.#at);
      if (lineEnd < 0) return undefined;
      const type = this.#text.charAt(this.#at);
      const count = Number(this.#text.slice(this.#at + 1, lineEnd));
      let end = lineEnd + 2;
      if (BULK_TYPES.includes(type)) end += count < 0 ? 0 : count + 2;
      else if (!LINE_TYPES.includes(type) && !AGGREGATE_TYPES.includes(type))
        throw unreadable(this.#text, this.#at);
      if (end > this.#text.length) return undefined;
      this.#at = end;
      this.#pending += childrenOf(type, count) - (type === '|' ? 0 : 1);
    }
    const frame = this.#text.slice(0, this.#at);
    this.#text = this.#text.slice(this.#at);
    this.#at = 0;
    this.#pending = 1;
    return frame;
  }
}

/** Parses exactly one reply; throws when there is less or more than one. */
export function parseFrame(raw: string): RespNode {
  const { node, end } = nodeAt(raw, 0);
  if (end !== raw.length) throw new Error(`more than one reply in ${JSON.stringify(raw.slice(0, 200))}`);
  return node;
}

/** The bytes of a tree; counts are written anew, so that items may have been sorted or left out. */
export function serialiseFrame(node: RespNode): string {
  switch (node.kind) {
    case 'line':
      return `${node.head}\r\n`;
    case 'bulk':
      return `${node.head.charAt(0)}${node.body.length}\r\n${node.body}\r\n`;
    case 'aggregate': {
      const type = node.head.charAt(0);
      const count = type === '%' ? node.items.length / 2 : node.items.length;
      return `${type}${count}\r\n${node.items.map(serialiseFrame).join('')}`;
    }
    default:
      return node satisfies never;
  }
}

/** One command as the bytes of a RESP array of bulk strings. */
export function encodeCall(argv: readonly string[]): string {
  return `*${argv.length}\r\n${argv.map((arg) => `$${arg.length}\r\n${arg}\r\n`).join('')}`;
}

function childrenOf(type: string, count: number): number {
  if (!AGGREGATE_TYPES.includes(type) || count < 0) return 0;
  return type === '%' || type === '|' ? count * 2 : count;
}

function nodeAt(raw: string, at: number): { node: RespNode; end: number } {
  const lineEnd = raw.indexOf('\r\n', at);
  if (lineEnd < 0) throw unreadable(raw, at);
  const head = raw.slice(at, lineEnd);
  const type = head.charAt(0);
  const count = Number(head.slice(1));
  const start = lineEnd + 2;
  if (BULK_TYPES.includes(type) && count >= 0) {
    const body = raw.slice(start, start + count);
    if (body.length < count) throw unreadable(raw, at);
    return { node: { kind: 'bulk', head, body }, end: start + count + 2 };
  }
  if (!AGGREGATE_TYPES.includes(type) || count < 0) return { node: { kind: 'line', head }, end: start };
  const items: RespNode[] = [];
  let end = start;
  for (let left = childrenOf(type, count); left > 0; left--) {
    const item = nodeAt(raw, end);
    items.push(item.node);
    end = item.end;
  }
  return { node: { kind: 'aggregate', head, items }, end };
}

function unreadable(text: string, at: number): Error {
  return new Error(`not a RESP reply at byte ${at}: ${JSON.stringify(text.slice(at, at + 80))}`);
}
