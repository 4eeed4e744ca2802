/** Replies as redis-cli prints them: with types and quotes on a terminal, bare when piped. */
import { type ByteString, toText } from '../base/bytes.ts';
import {
  BigNumber,
  Double,
  ErrorReply,
  MapReply,
  NullArray,
  Push,
  type Reply,
  Sequence,
  SetReply,
  Status,
  Verbatim,
} from '../base/reply.ts';

export interface ReplyTextOptions {
  /** No types, no quotes, one element a line. */
  readonly raw: boolean;
}

/** The reply with a newline at its end. */
export function formatReply(reply: Reply, { raw }: ReplyTextOptions): string {
  return raw ? `${rawText(reply)}\n` : pretty(reply, '');
}

function rawText(reply: Reply): string {
  const items = itemsOf(reply);
  if (items !== undefined) return items.map(rawText).join('\n');
  if (reply === null || reply instanceof NullArray) return '';
  if (typeof reply === 'string') return toText(reply);
  if (reply instanceof Status || reply instanceof ErrorReply || reply instanceof Verbatim)
    return toText(reply.text);
  if (reply instanceof Double) return String(reply.value);
  if (reply instanceof BigNumber) return reply.digits;
  return String(reply);
}

function pretty(reply: Reply, indent: string): string {
  const items = itemsOf(reply);
  if (items !== undefined) return prettyItems(items, indent);
  return `${prettyScalar(reply)}\n`;
}

function prettyScalar(reply: Reply): string {
  if (reply === null || reply instanceof NullArray) return '(nil)';
  if (typeof reply === 'string') return quote(reply);
  if (typeof reply === 'boolean') return `(${reply})`;
  if (typeof reply === 'number' || typeof reply === 'bigint') return `(integer) ${reply}`;
  if (reply instanceof Status) return toText(reply.text);
  if (reply instanceof ErrorReply) return `(error) ${toText(reply.text)}`;
  if (reply instanceof Double) return `(double) ${reply.value}`;
  return rawText(reply);
}

function prettyItems(items: readonly Reply[], indent: string): string {
  if (items.length === 0) return '(empty array)\n';
  const width = String(items.length).length;
  return items
    .map((item, i) => {
      const label = `${String(i + 1).padStart(width)}) `;
      return `${i === 0 ? '' : indent}${label}${pretty(item, `${indent}${' '.repeat(label.length)}`)}`;
    })
    .join('');
}

function itemsOf(reply: Reply): readonly Reply[] | undefined {
  if (Array.isArray(reply)) return reply;
  if (reply instanceof MapReply) return reply.flat;
  if (reply instanceof SetReply || reply instanceof Push) return reply.items;
  if (reply instanceof Sequence) return reply.replies;
  return undefined;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\x07': '\\a',
  '\b': '\\b',
  '"': '\\"',
  '\\': '\\\\',
};

function quote(value: ByteString): string {
  const body = value.replace(/[\x00-\x1f"\\\x7f-\xff]/g, (char) => {
    return ESCAPES[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
  return `"${body}"`;
}
