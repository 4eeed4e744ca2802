/**
 * String values: a ByteString, a safe integer left by arithmetic, or a StringBuffer written in place.
 */
import { type ByteString, bytes, EMPTY } from '../../base/bytes.ts';
import { WRONG_TYPE } from '../../base/errors.ts';
import { parseInt64 } from '../../base/number.ts';
import type { Context } from '../run/context.ts';
import { StringBuffer } from './string-buffer.ts';
import type { Value } from './value.ts';

export type StringValue = ByteString | number | StringBuffer;

/** Longest string that the server embeds in its object header (OBJECT ENCODING embstr). */
const EMBEDDED_LIMIT = 44;
/** Longest text of a 64-bit integer. */
const INT_DIGITS = 20;

/** The string at a key for reading. @throws ErrorReply WRONGTYPE */
export function readString(ctx: Context, key: ByteString): StringValue | undefined {
  return expectString(ctx.db.read(key));
}

/** The string at a key for writing. @throws ErrorReply WRONGTYPE */
export function writeString(ctx: Context, key: ByteString): StringValue | undefined {
  return expectString(ctx.db.write(key));
}

/** Narrows a looked-up value to a string, passing absence through. @throws ErrorReply WRONGTYPE */
export function expectString(value: Value | undefined): StringValue | undefined {
  if (value === undefined || isString(value)) return value;
  throw WRONG_TYPE;
}

export function isString(value: Value): value is StringValue {
  return typeof value !== 'object' || value instanceof StringBuffer;
}

/** The content as bytes. */
export function textOf(value: StringValue): ByteString {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? bytes(String(value)) : value.text();
}

export function stringLength(value: StringValue): number {
  return typeof value === 'number' ? String(value).length : value.length;
}

/** Part of the content, end excluded. */
export function sliceOf(value: StringValue, start: number, end: number): ByteString {
  if (typeof value === 'object') return value.slice(start, end);
  return bytes(textOf(value).slice(start, end));
}

/** The content as a 64-bit integer, undefined when it is not one. */
export function integerOf(value: StringValue): number | bigint | undefined {
  return typeof value === 'number' ? value : parseInt64(textOf(value));
}

/**
 * A string value in a form that can be written in place. A missing key gives an empty one; what is not the
 * value that the key holds must be put there by the caller once it has been written.
 */
export function bufferOf(value: StringValue | undefined): StringBuffer {
  return value instanceof StringBuffer
    ? value
    : new StringBuffer(value === undefined ? EMPTY : textOf(value));
}

/** The name that OBJECT ENCODING gives. */
export function stringEncoding(value: StringValue): string {
  if (typeof value === 'number') return 'int';
  if (typeof value !== 'string') return value.encoding();
  if (value.length <= INT_DIGITS && parseInt64(value) !== undefined) return 'int';
  return value.length <= EMBEDDED_LIMIT ? 'embstr' : 'raw';
}
