/** The first line of a script that says what it needs: `#!lua flags=no-writes,allow-stale`. */
import { type ByteString, bytes } from '../base/bytes.ts';
import { ErrorReply } from '../base/reply.ts';

/** What a script's head says of it. */
export interface ScriptHead {
  /** The source with its head cut and the newline kept, so that line numbers hold. */
  readonly body: ByteString;
  readonly flags: ReadonlySet<string>;
  /** Without a head the server checks each command as it comes, not the script beforehand. */
  readonly isCompat: boolean;
}

const FLAGS: ReadonlySet<string> = new Set([
  'no-writes',
  'allow-oom',
  'allow-stale',
  'no-cluster',
  'allow-cross-slot-keys',
]);
const NO_FLAGS: ReadonlySet<string> = new Set();

/** Reads the head of a script. @throws ErrorReply when it is malformed */
export function readHead(source: ByteString): ScriptHead {
  if (!source.startsWith('#!')) return { body: source, flags: NO_FLAGS, isCompat: true };
  const newline = source.indexOf('\n');
  if (newline < 0) throw new ErrorReply('ERR Invalid script shebang');
  const [engine, ...options] = source
    .slice(0, newline)
    .split(/[ \t\r\v\f]+/)
    .filter((word) => word !== '');
  if (engine !== '#!lua') throw new ErrorReply(`ERR Unexpected engine in script shebang: ${engine}`);
  const flags = new Set<string>();
  for (const option of options) for (const flag of readOption(option)) flags.add(flag);
  return { body: bytes(source.slice(newline)), flags, isCompat: false };
}

function readOption(option: string): readonly string[] {
  if (!option.startsWith('flags=')) throw new ErrorReply(`ERR Unknown lua shebang option: ${option}`);
  const listed = option.slice('flags='.length);
  const flags = listed === '' ? [] : listed.split(',');
  for (const flag of flags)
    if (!FLAGS.has(flag)) throw new ErrorReply(`ERR Unexpected flag in script shebang: ${flag}`);
  return flags;
}
