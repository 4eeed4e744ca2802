/**
 * The catalogue of error replies that more than one room gives, worded as redis-server 7.0 words them.
 * A message that belongs to one command only stands beside that command.
 */
import type { ByteString } from './bytes.ts';
import { ErrorReply } from './reply.ts';

export const WRONG_TYPE = new ErrorReply('WRONGTYPE Operation against a key holding the wrong kind of value');
export const SYNTAX = new ErrorReply('ERR syntax error');
export const NOT_INTEGER = new ErrorReply('ERR value is not an integer or out of range');
export const NOT_FLOAT = new ErrorReply('ERR value is not a valid float');
export const OUT_OF_RANGE = new ErrorReply('ERR index out of range');
export const NOT_POSITIVE = new ErrorReply('ERR value is out of range, must be positive');
export const NO_SUCH_KEY = new ErrorReply('ERR no such key');
export const INVALID_CURSOR = new ErrorReply('ERR invalid cursor');
export const STRING_TOO_LONG = new ErrorReply('ERR string exceeds maximum allowed size (proto-max-bulk-len)');
export const NO_AUTH = new ErrorReply('NOAUTH Authentication required.');
export const NO_SCRIPT = new ErrorReply('NOSCRIPT No matching script. Please use EVAL.');
export const BAD_DUMP_PAYLOAD = new ErrorReply('ERR DUMP payload version or checksum are wrong');
export const BUSY_SCRIPT = new ErrorReply(
  'BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.',
);
export const BUSY_FUNCTION = new ErrorReply(
  'BUSY Redis is busy running a script. You can only call FUNCTION KILL or SHUTDOWN NOSAVE.',
);
export const EXEC_ABORT = new ErrorReply('EXECABORT Transaction discarded because of previous errors.');
export const TIMEOUT_NOT_FLOAT = new ErrorReply('ERR timeout is not a float or out of range');
export const TIMEOUT_NOT_INTEGER = new ErrorReply('ERR timeout is not an integer or out of range');
export const TIMEOUT_NEGATIVE = new ErrorReply('ERR timeout is negative');
export const DB_OUT_OF_RANGE = new ErrorReply('ERR DB index is out of range');
export const NUMKEYS_TOO_LARGE = new ErrorReply("ERR Number of keys can't be greater than number of args");
export const NUMKEYS_NEGATIVE = new ErrorReply("ERR Number of keys can't be negative");

/** `ERR wrong number of arguments for 'get' command`; `fullName` is `config|get` for a subcommand. */
export function wrongArity(fullName: string): ErrorReply {
  return new ErrorReply(`ERR wrong number of arguments for '${fullName}' command`);
}

/** The server shows at most this many characters of a name or of the arguments in its complaint. */
const SHOWN = 128;

/** The answer to a name that is in no table, with the beginning of the arguments. */
export function unknownCommand(name: ByteString, args: readonly ByteString[]): ErrorReply {
  let shown = '';
  for (const arg of args) {
    if (shown.length >= SHOWN) break;
    shown += `'${untilNul(arg).slice(0, SHOWN - shown.length)}' `;
  }
  return new ErrorReply(
    `ERR unknown command '${oneLine(untilNul(name).slice(0, SHOWN))}', with args beginning with: ${oneLine(shown)}`,
  );
}

/** The answer to an unknown subcommand of a container such as CONFIG. */
export function unknownSubcommand(container: string, given: ByteString): ErrorReply {
  return new ErrorReply(
    `ERR unknown subcommand '${oneLine(untilNul(given).slice(0, SHOWN))}'. Try ${container.toUpperCase()} HELP.`,
  );
}

/** The answer where a subcommand itself finds its arguments wrong. */
export function tooManyArguments(container: string, given: ByteString): ErrorReply {
  return new ErrorReply(
    `ERR unknown subcommand or wrong number of arguments for '${oneLine(untilNul(given).slice(0, SHOWN))}'. Try ${container.toUpperCase()} HELP.`,
  );
}

/** What C's `%s` would print of it. */
export function untilNul(value: string): string {
  const nul = value.indexOf('\0');
  return nul < 0 ? value : value.slice(0, nul);
}

/** An error is one line of the protocol: CR and LF become spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n]/g, ' ');
}
