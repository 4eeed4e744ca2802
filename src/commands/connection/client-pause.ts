/** CLIENT PAUSE, UNPAUSE and UNBLOCK: holding requests back, and ending the wait of a blocked one. */
import { TIMEOUT_NEGATIVE, TIMEOUT_NOT_INTEGER } from '../../base/errors.ts';
import { ErrorReply, OK } from '../../base/reply.ts';
import { integerArg, isWord } from '../../engine/command/argument.ts';
import { type CommandSpec, command } from '../../engine/command/command.ts';

const PAUSE_MODE = new ErrorReply('ERR CLIENT PAUSE mode must be WRITE or ALL');
const UNBLOCK_REASON = new ErrorReply('ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR');
const UNBLOCKED = new ErrorReply('UNBLOCKED client unblocked via CLIENT UNBLOCK');

const row = {
  group: 'connection',
  complexity: 'O(1)',
  flags: 'admin noscript loading stale',
  acl: 'admin slow dangerous connection',
} as const satisfies Partial<CommandSpec>;

export const clientPause = command(
  {
    ...row,
    name: 'pause',
    summary: 'Holds back all requests, or the writing ones, for some milliseconds.',
    since: '3.0.0',
    arity: -3,
    syntax: 'timeout [WRITE|ALL]',
  },
  ({ core }, argv) => {
    if (argv.length > 3 && !isWord(argv[3], 'WRITE') && !isWord(argv[3], 'ALL')) throw PAUSE_MODE;
    const timeoutMs = integerArg(argv[2], TIMEOUT_NOT_INTEGER);
    if (timeoutMs < 0) throw TIMEOUT_NEGATIVE;
    core.startPause(timeoutMs, isWord(argv[3], 'WRITE') ? 'write' : 'all');
    return OK;
  },
);

export const clientUnpause = command(
  {
    ...row,
    name: 'unpause',
    summary: 'Ends a pause.',
    since: '6.2.0',
    complexity: 'O(n), n being the number of requests held back',
    arity: 2,
    syntax: '',
  },
  ({ core }) => {
    core.endPause();
    return OK;
  },
);

export const clientUnblock = command(
  {
    ...row,
    name: 'unblock',
    summary: 'Ends the wait of a blocked connection.',
    since: '5.0.0',
    arity: -3,
    syntax: 'client-id [TIMEOUT|ERROR]',
  },
  ({ core }, argv) => {
    if (argv.length > 3 && !isWord(argv[3], 'TIMEOUT') && !isWord(argv[3], 'ERROR')) throw UNBLOCK_REASON;
    const session = core.sessions.get(integerArg(argv[2]));
    if (session?.waiter === undefined) return 0;
    core.executor.endWait(session, isWord(argv[3], 'ERROR') ? UNBLOCKED : session.waiter.block.timeoutReply);
    return 1;
  },
);
