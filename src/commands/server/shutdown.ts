/** SHUTDOWN: closes the engine, its servers and every connection. There is no file to save to. */
import { SYNTAX } from '../../base/errors.ts';
import { ErrorReply, NO_REPLY } from '../../base/reply.ts';
import { type Argv, command } from '../../engine/command/command.ts';

const NONE_IN_PROGRESS = new ErrorReply('ERR No shutdown in progress.');
/** What the server says when it cannot write its file. */
const NOT_SAVED = new ErrorReply('ERR Errors trying to SHUTDOWN. Check logs.');

const WORDS = ['NOSAVE', 'SAVE', 'NOW', 'FORCE', 'ABORT'] as const;
type Option = (typeof WORDS)[number];

/** @throws ErrorReply */
function readOptions(argv: Argv): ReadonlySet<Option> {
  const options = new Set<Option>();
  for (const word of argv.slice(1)) {
    const option = WORDS.find((each) => each === word.toUpperCase());
    if (option === undefined) throw SYNTAX;
    options.add(option);
  }
  if (options.has('SAVE') && options.has('NOSAVE')) throw SYNTAX;
  if (options.has('ABORT') && options.size > 1) throw SYNTAX;
  return options;
}

export const shutdown = command(
  {
    group: 'server',
    name: 'shutdown',
    summary: 'Closes the engine: its servers and all connections, this one too, without an answer.',
    since: '1.0.0',
    complexity: 'O(n), n being the number of connections',
    arity: -1,
    flags: 'admin noscript loading stale no_multi allow_busy',
    acl: 'admin slow dangerous',
    syntax: '[NOSAVE|SAVE] [NOW] [FORCE] [ABORT]',
  },
  ({ core }, argv) => {
    const options = readOptions(argv);
    if (options.has('ABORT')) throw NONE_IN_PROGRESS;
    const { suspension } = core.executor;
    if (suspension.isHeld && !options.has('NOSAVE')) throw suspension.busyReply;
    if (options.has('SAVE') && !options.has('FORCE')) throw NOT_SAVED;
    core.onShutDown();
    return NO_REPLY;
  },
);
