/** The first line of a script that says what it needs: `#!lua flags=no-writes,allow-stale`. */
import { type ByteString, bytes, EMPTY } from '../base/bytes.ts';
import { oneLine, untilNul } from '../base/errors.ts';
import { splitQuotedWords } from '../base/quoted-words.ts';
import { ErrorReply } from '../base/reply.ts';
import { flagNamed, type ScriptFlag } from './flag.ts';

/** What a script's head says of it. */
export interface ScriptHead {
  /** The source with its head cut and the newline kept, so that line numbers hold. */
  readonly body: ByteString;
  readonly flags: ReadonlySet<ScriptFlag>;
  /** Without a head the server checks each command as it comes, not the script beforehand. */
  readonly isCompat: boolean;
}

const NO_FLAGS: ReadonlySet<ScriptFlag> = new Set();
const NO_END = new ErrorReply('ERR Invalid script shebang');
const NO_WORDS = new ErrorReply('ERR Invalid engine in script shebang');

/** True when a source begins with a head. */
export function hasHead(source: ByteString): boolean {
  return source.startsWith('#!');
}

/** A source parted after its first line; undefined when the line has no end before the first NUL. */
export function cutHead(
  source: ByteString,
): { readonly line: string; readonly body: ByteString } | undefined {
  const newline = source.indexOf('\n');
  const line = source.slice(0, newline);
  return newline < 0 || line.includes('\0') ? undefined : { line, body: bytes(source.slice(newline)) };
}

/** Reads the head of a script. @throws ErrorReply when it is malformed */
export function readHead(source: ByteString): ScriptHead {
  if (!hasHead(source)) return { body: source, flags: NO_FLAGS, isCompat: true };
  const head = cutHead(source);
  if (head === undefined) throw NO_END;
  const words = splitQuotedWords(head.line);
  if (words === undefined) throw NO_WORDS;
  const [engine = EMPTY, ...options] = words;
  if (engine !== '#!lua') throw complaint(`Unexpected engine in script shebang: ${engine}`);
  return { body: head.body, flags: new Set(options.flatMap(readOption)), isCompat: false };
}

function readOption(option: string): readonly ScriptFlag[] {
  if (!option.startsWith('flags=')) throw complaint(`Unknown lua shebang option: ${option}`);
  const listed = option.slice('flags='.length);
  return listed === '' ? [] : listed.split(',').map((name) => readFlag(untilNul(name)));
}

function readFlag(name: string): ScriptFlag {
  const flag = flagNamed(name);
  if (flag === undefined) throw complaint(`Unexpected flag in script shebang: ${name}`);
  return flag;
}

/** Quoted words may hold line ends, which the server sends as they are; an error of ours stays one line. */
function complaint(text: string): ErrorReply {
  return new ErrorReply(oneLine(`ERR ${untilNul(text)}`));
}
