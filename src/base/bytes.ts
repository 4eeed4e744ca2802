/**
 * ByteString: binary data as a JS string of one character a byte (latin1).
 * Equality, Map keys and byte order come from the string type itself; V8 keeps one byte a character.
 * Human text (UTF-8) crosses into it only through `fromText` and out of it through `toText`.
 */

declare const brand: unique symbol;

declare global {
  /** Long-standing Node methods (since v0.x, used by its own streams) that @types/node leaves out. */
  interface Buffer {
    latin1Slice(start?: number, end?: number): string;
    utf8Slice(start?: number, end?: number): string;
    latin1Write(text: string, offset?: number, length?: number): number;
  }
}

/** Binary data, one character (0–255) a byte. */
export type ByteString = string & { readonly [brand]: 'bytes' };

/** Takes a string that already holds one character a byte, such as an ASCII literal. */
export function bytes(latin1: string): ByteString {
  return latin1 as ByteString;
}

export const EMPTY: ByteString = bytes('');

/** Past this length the native scan beats the loop (measured: 24–40 characters). */
const LOOP_LIMIT = 32;

/** True when every character is ASCII, so that text and bytes are the same string. */
export function isAscii(value: string): boolean {
  if (value.length > LOOP_LIMIT) return Buffer.byteLength(value) === value.length;
  for (let i = 0; i < value.length; i++) if (value.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** Encodes human text as its UTF-8 bytes. */
export function fromText(text: string): ByteString {
  return isAscii(text) ? bytes(text) : bytes(Buffer.from(text, 'utf8').latin1Slice());
}

/** Decodes UTF-8 bytes into human text; malformed sequences become U+FFFD. */
export function toText(value: ByteString): string {
  return isAscii(value) ? value : Buffer.from(value, 'latin1').utf8Slice();
}

/** Copies a Buffer or typed array into a ByteString that does not keep it alive. */
export function fromBuffer(buffer: Uint8Array): ByteString {
  const view = Buffer.isBuffer(buffer)
    ? buffer
    : Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  return bytes(view.latin1Slice());
}

/** Copies a ByteString into a new Buffer. */
export function toBuffer(value: ByteString): Buffer {
  return Buffer.from(value, 'latin1');
}

/** ASCII lower case; other bytes stay as they are. */
export function toLower(value: ByteString): ByteString {
  return bytes(value.replace(/[A-Z]+/g, (run) => run.toLowerCase()));
}

/** ASCII upper case; other bytes stay as they are. */
export function toUpper(value: ByteString): ByteString {
  return bytes(value.replace(/[a-z]+/g, (run) => run.toUpperCase()));
}

/** Byte order: negative, zero or positive, as memcmp and then length would say. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
