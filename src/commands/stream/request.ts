/** The request of XREAD and XREADGROUP: options, then STREAMS, the keys and as many ids. */
import type { ByteString } from '../../base/bytes.ts';
import { SYNTAX, TIMEOUT_NEGATIVE, TIMEOUT_NOT_INTEGER } from '../../base/errors.ts';
import { ErrorReply } from '../../base/reply.ts';
import { integerArg, isWord } from '../../engine/argument.ts';
import { type Argv, arg } from '../../engine/command.ts';

const GROUP_IN_XREAD = new ErrorReply(
  'ERR The GROUP option is only supported by XREADGROUP. You called XREAD instead.',
);
const NOACK_IN_XREAD = new ErrorReply(
  'ERR The NOACK option is only supported by XREADGROUP. You called XREAD instead.',
);
/** Of XREADGROUP too. */
const UNBALANCED = new ErrorReply(
  "ERR Unbalanced XREAD list of streams: for each stream key an ID or '$' must be specified.",
);
const NO_GROUP_OPTION = new ErrorReply('ERR Missing GROUP option for XREADGROUP');

export interface ReadRequest {
  readonly keys: readonly ByteString[];
  /** As they came, one for each key. */
  readonly ids: readonly ByteString[];
  /** 0 for all. */
  readonly count: number;
  /** 0 waits for ever; undefined does not wait. */
  readonly timeoutMs: number | undefined;
  readonly group: ByteString | undefined;
  readonly consumer: ByteString | undefined;
  readonly noAck: boolean;
}

interface Options {
  count: number;
  timeoutMs: number | undefined;
  group: ByteString | undefined;
  consumer: ByteString | undefined;
  noAck: boolean;
}

/** Reads the request of a command, `xread` or `xreadgroup`. @throws ErrorReply */
export function readRequest(name: 'xread' | 'xreadgroup', argv: Argv): ReadRequest {
  const options: Options = {
    count: 0,
    timeoutMs: undefined,
    group: undefined,
    consumer: undefined,
    noAck: false,
  };
  let at = 1;
  while (!(isWord(argv[at], 'STREAMS') && at + 1 < argv.length)) {
    if (at >= argv.length) throw SYNTAX;
    at = readOption(name, argv, { at, options });
  }
  const streams = argv.length - at - 1;
  if (streams % 2 !== 0) throw UNBALANCED;
  if (name === 'xreadgroup' && options.group === undefined) throw NO_GROUP_OPTION;
  const firstId = at + 1 + streams / 2;
  return { ...options, keys: argv.slice(at + 1, firstId), ids: argv.slice(firstId) };
}

/** Reads one option; gives where the next one begins. */
function readOption(name: string, argv: Argv, { at, options }: { at: number; options: Options }): number {
  const word = arg(argv, at);
  const left = argv.length - at - 1;
  if (isWord(word, 'BLOCK') && left > 0) {
    options.timeoutMs = integerArg(arg(argv, at + 1), TIMEOUT_NOT_INTEGER);
    if (options.timeoutMs < 0) throw TIMEOUT_NEGATIVE;
    return at + 2;
  }
  if (isWord(word, 'COUNT') && left > 0) {
    options.count = Math.max(0, integerArg(arg(argv, at + 1)));
    return at + 2;
  }
  if (isWord(word, 'GROUP') && left > 1) {
    if (name === 'xread') throw GROUP_IN_XREAD;
    options.group = arg(argv, at + 1);
    options.consumer = arg(argv, at + 2);
    return at + 3;
  }
  if (!isWord(word, 'NOACK')) throw SYNTAX;
  if (name === 'xread') throw NOACK_IN_XREAD;
  options.noAck = true;
  return at + 1;
}
