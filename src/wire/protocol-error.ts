/**
 * What makes a request unreadable, worded as redis-server words it, and the limits behind it.
 * The server answers `-ERR ` with the message, and closes the connection.
 */

/** An inline request, or a length line, may hold this many bytes without ending (PROTO_INLINE_MAX_SIZE). */
export const INLINE_LIMIT = 64 * 1024;

/** Arguments in one request (INT_MAX, as the server). What they may hold together is up to the door. */
export const MULTIBULK_LIMIT = 2 ** 31 - 1;

/** V8 makes no longer string on 64-bit machines: 24 bytes short of the server's 512 MiB. */
export const STRING_LIMIT = 2 ** 29 - 24;

/** Default of `proto-max-bulk-len`. */
export const BULK_LIMIT = 512 * 1024 * 1024;

/** Arguments of one request, and bytes in one of them, before a client has authenticated. */
export const RESTRICTED_MULTIBULK_LIMIT = 10;
export const RESTRICTED_BULK_LIMIT = 16 * 1024;

/** What can be wrong, in the server's words. */
export type Violation =
  | 'invalid multibulk length'
  | 'invalid bulk length'
  | 'unauthenticated multibulk length'
  | 'unauthenticated bulk length'
  | 'too big mbulk count string'
  | 'too big bulk count string'
  | 'too big inline request'
  | 'unbalanced quotes in request'
  | `expected '$', got '${string}'`;

/** Thrown by a decoder that cannot go on; `message` begins with `Protocol error: `. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';

  constructor(violation: Violation) {
    super(`Protocol error: ${violation}`);
  }
}

/** The complaint about a bulk that begins with anything but `$`; CR and LF show as a space. */
export function expectedBulk(got: string): ProtocolError {
  return new ProtocolError(`expected '$', got '${got === '\r' || got === '\n' ? ' ' : got}'`);
}
