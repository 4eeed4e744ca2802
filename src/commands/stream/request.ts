/** The request of XREAD and XREADGROUP: options, then STREAMS, the keys and as many ids. */
import { type ByteString, EMPTY } from '../../base/bytes.ts';
import { oneLine, SYNTAX, TIMEOUT_NEGATIVE, TIMEOUT_NOT_INTEGER } from '../../base/errors.ts';
import { ErrorReply } from '../../base/reply.ts';
import { integerArg, isWord } from '../../engine/command/argument.ts';
import { type Argv, arg } from '../../engine/command/command.ts';
import type { Context } from '../../engine/run/context.ts';

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

/** Filled while it is read, and left alone afterwards. */
export class ReadRequest {
  keys: readonly ByteString[] = [];
  /** As they came, one for each key. */
  ids: readonly ByteString[] = [];
  /** 0 for all. */
  count = 0;
  /** 0 waits for ever; undefined does not wait. */
  timeoutMs: number | undefined = undefined;
  /** The group and its consumer; XREAD has none. */
  group: ByteString = EMPTY;
  consumer: ByteString = EMPTY;
  noAck = false;
}

/** Reads the request of a command, `xread` or `xreadgroup`. @throws ErrorReply */
export function readRequest(ctx: Context, name: 'xread' | 'xreadgroup', argv: Argv): ReadRequest {
  const request = new ReadRequest();
  const isGroup = name === 'xreadgroup';
  let hasGroup = false;
  let at = 1;
  while (!(isWord(argv[at], 'STREAMS') && at + 1 < argv.length)) {
    if (at >= argv.length) throw SYNTAX;
    if (isWord(argv[at], 'GROUP') && isGroup) hasGroup = true;
    if (isWord(argv[at], 'BLOCK') && ctx.inScript) throw notInScript(argv[0]);
    at = readOption(request, argv, { at, isGroup });
  }
  const streams = argv.length - at - 1;
  if (streams % 2 !== 0) throw UNBALANCED;
  if (isGroup && !hasGroup) throw NO_GROUP_OPTION;
  const firstId = at + 1 + streams / 2;
  request.keys = argv.slice(at + 1, firstId);
  request.ids = argv.slice(firstId);
  return request;
}

/** Reads one option; gives where the next one begins. */
function readOption(
  request: ReadRequest,
  argv: Argv,
  { at, isGroup }: { readonly at: number; readonly isGroup: boolean },
): number {
  const word = arg(argv, at);
  const left = argv.length - at - 1;
  if (isWord(word, 'BLOCK') && left > 0) {
    request.timeoutMs = integerArg(arg(argv, at + 1), TIMEOUT_NOT_INTEGER);
    if (request.timeoutMs < 0) throw TIMEOUT_NEGATIVE;
    return at + 2;
  }
  if (isWord(word, 'COUNT') && left > 0) {
    request.count = Math.max(0, integerArg(arg(argv, at + 1)));
    return at + 2;
  }
  if (isWord(word, 'GROUP') && left > 1) {
    if (!isGroup) throw GROUP_IN_XREAD;
    request.group = arg(argv, at + 1);
    request.consumer = arg(argv, at + 2);
    return at + 3;
  }
  if (!isWord(word, 'NOACK')) throw SYNTAX;
  if (!isGroup) throw NOACK_IN_XREAD;
  request.noAck = true;
  return at + 1;
}

/** The command is named as the script named it. */
function notInScript(name: ByteString): ErrorReply {
  return new ErrorReply(oneLine(`ERR ${name} command is not allowed with BLOCK option from scripts`));
}
