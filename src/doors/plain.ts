/**
 * The door for synchronous callers: JS values in, JS values out.
 * Text goes in as UTF-8 and comes out decoded; whoever wants bytes asks for Buffers.
 */
import { type ByteString, bytes, fromBuffer, fromText, toBuffer, toText } from '../base/bytes.ts';
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
import { type Door, SILENT_DOOR } from '../engine/session.ts';

/** What a caller may pass as one word of a request. Numbers are written in decimal. */
export type Word = string | number | bigint | Uint8Array;

/**
 * A reply as plain JS, `Text` being `string` or `Buffer`: integers and doubles are numbers (integers past
 * 2^53 bigints), status replies strings, maps objects without a prototype, sets arrays.
 */
export type Plain<Text> =
  | null
  | number
  | bigint
  | boolean
  | string
  | Text
  | CommandError
  | readonly Plain<Text>[]
  | { readonly [key: string]: Plain<Text> };

/**
 * An error reply of the engine. `message` is the server's text, `code` its first word (`ERR`,
 * `WRONGTYPE`, `NOSCRIPT`, …). Thrown by calls; inside the replies of EXEC it stands as a value.
 */
export class CommandError extends Error {
  readonly code: string;

  constructor(reply: ErrorReply) {
    super(toText(reply.text));
    this.name = 'CommandError';
    this.code = reply.code;
  }
}

/** The session of a synchronous caller has nobody to push to. */
export const SYNCHRONOUS_DOOR: Door = {
  ...SILENT_DOOR,
  describe: () => ({ addr: 'in-process', laddr: 'in-process', fd: -1, inputBytes: 0, outputBytes: 0 }),
};

/** One word of a request as bytes. @throws TypeError for anything that is not a Word */
export function toWord(word: Word): ByteString {
  if (typeof word === 'string') return fromText(word);
  if (typeof word === 'number' || typeof word === 'bigint') return bytes(String(word));
  if (word instanceof Uint8Array) return fromBuffer(word);
  throw new TypeError(`a command's words are strings, numbers, bigints or bytes, not ${typeof word}`);
}

/** @throws CommandError when the reply is an error */
export function toPlainText(reply: Reply): Plain<string> {
  if (typeof reply === 'string') return toText(reply);
  return toPlain(reply, toText);
}

/** As `toPlainText`, with Buffers for bulk strings. */
export function toPlainBuffer(reply: Reply): Plain<Buffer> {
  return toPlain(reply, toBuffer);
}

function toPlain<Text>(reply: Reply, decode: (value: ByteString) => Text): Plain<Text> {
  if (reply instanceof ErrorReply) throw new CommandError(reply);
  return convert(reply, decode);
}

function convert<Text>(reply: Reply, decode: (value: ByteString) => Text): Plain<Text> {
  if (typeof reply === 'string') return decode(reply);
  if (reply === null || typeof reply !== 'object') return reply;
  if (Array.isArray(reply)) return reply.map((each: Reply) => convert(each, decode));
  if (reply instanceof Status) return toText(reply.text);
  if (reply instanceof NullArray) return null;
  if (reply instanceof Double) return reply.value;
  if (reply instanceof MapReply) return toObject(reply, decode);
  if (reply instanceof SetReply || reply instanceof Push)
    return reply.items.map((each) => convert(each, decode));
  if (reply instanceof Verbatim) return decode(reply.text);
  if (reply instanceof BigNumber) return BigInt(reply.digits);
  if (reply instanceof ErrorReply) return new CommandError(reply);
  if (reply instanceof Sequence) return reply.replies.map((each) => convert(each, decode));
  return null;
}

function toObject<Text>(
  map: MapReply,
  decode: (value: ByteString) => Text,
): { readonly [key: string]: Plain<Text> } {
  const object: { [key: string]: Plain<Text> } = Object.create(null);
  for (let i = 0; i + 1 < map.flat.length; i += 2)
    object[String(convert(map.flat[i] as Reply, toText))] = convert(map.flat[i + 1] as Reply, decode);
  return object;
}
