/** The first line of a library, which names its engine and itself: `#!lua name=mylib`. */
import { type ByteString, bytes, EMPTY } from '../../base/bytes.ts';
import { oneLine, untilNul } from '../../base/errors.ts';
import { splitQuotedWords } from '../../base/quoted-words.ts';
import { ErrorReply } from '../../base/reply.ts';
import { cutHead, hasHead } from '../shebang.ts';

export interface LibraryHead {
  readonly name: ByteString;
  /** The source with its head cut and the newline kept, so that line numbers hold. */
  readonly body: ByteString;
}

export const BAD_NAME =
  'Library names can only contain letters, numbers, or underscores(_) and must be at least one character long';

const MISSING = new ErrorReply('ERR Missing library metadata');
const INVALID = new ErrorReply('ERR Invalid library metadata');
const NAMED_TWICE = new ErrorReply('ERR Invalid metadata value, name argument was given multiple times');
const NOT_NAMED = new ErrorReply('ERR Library name was not given');
const NAME_REFUSED = new ErrorReply(`ERR ${BAD_NAME}`);

/** True for a name that a library or a function may have. */
export function isName(text: string): boolean {
  return /^[A-Za-z0-9_]+$/.test(text);
}

/** Reads the head of a library. @throws ErrorReply when it is malformed */
export function readLibraryHead(source: ByteString): LibraryHead {
  if (!hasHead(source)) throw MISSING;
  const head = cutHead(source);
  const words = head && splitQuotedWords(head.line);
  if (head === undefined || words === undefined) throw INVALID;
  const [shebang = EMPTY, ...options] = words;
  const name = readName(options);
  if (!isName(name)) throw NAME_REFUSED;
  const engine = shebang.slice('#!'.length);
  if (engine.toLowerCase() !== 'lua') throw complaint(`Engine '${engine}' not found`);
  return { name: bytes(name), body: head.body };
}

function readName(options: readonly ByteString[]): string {
  let name: string | undefined;
  for (const option of options) {
    if (!/^name=/i.test(option)) throw complaint(`Invalid metadata value given: ${untilNul(option)}`);
    if (name !== undefined) throw NAMED_TWICE;
    name = option.slice('name='.length);
  }
  if (name === undefined) throw NOT_NAMED;
  return name;
}

function complaint(text: string): ErrorReply {
  return new ErrorReply(oneLine(`ERR ${text}`));
}
