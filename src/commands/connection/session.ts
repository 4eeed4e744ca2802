/** PING, ECHO, SELECT, QUIT, RESET. */
import { bytes, EMPTY } from '../../base/bytes.ts';
import { DB_OUT_OF_RANGE, wrongArity } from '../../base/errors.ts';
import { OK, PONG, Status } from '../../base/reply.ts';
import { integerArg } from '../../engine/command/argument.ts';
import { type CommandSpec, command } from '../../engine/command/command.ts';

const row = {
  group: 'connection',
  complexity: 'O(1)',
  acl: 'fast connection',
} as const satisfies Partial<CommandSpec>;
const RESET_DONE = new Status(bytes('RESET'));
const PONG_WORD = bytes('pong');

export const ping = command(
  {
    ...row,
    name: 'ping',
    summary: 'Answers PONG, or the message that was sent.',
    since: '1.0.0',
    arity: -1,
    flags: 'fast',
    tips: ['request_policy:all_shards', 'response_policy:all_succeeded'],
    syntax: '[message]',
  },
  ({ session, resp }, argv) => {
    if (argv.length > 2) throw wrongArity('ping');
    if (resp === 2 && session.subscriptionCount + session.shardChannels.size > 0)
      return [PONG_WORD, argv.length > 1 ? argv[1] : EMPTY];
    return argv.length > 1 ? argv[1] : PONG;
  },
);

export const echo = command(
  {
    ...row,
    name: 'echo',
    summary: 'Returns the message that was sent.',
    since: '1.0.0',
    arity: 2,
    flags: 'loading stale fast',
    syntax: 'message',
  },
  (_ctx, argv) => argv[1],
);

export const select = command(
  {
    ...row,
    name: 'select',
    summary: 'Chooses the database of this connection.',
    since: '1.0.0',
    arity: 2,
    flags: 'loading stale fast',
    syntax: 'index',
  },
  (ctx, argv) => {
    const db = ctx.core.database(integerArg(argv[1]));
    if (db === undefined) throw DB_OUT_OF_RANGE;
    ctx.session.db = db;
    ctx.db = db;
    return OK;
  },
);

export const quit = command(
  {
    ...row,
    name: 'quit',
    summary: 'Ends the connection after this reply.',
    since: '1.0.0',
    arity: -1,
    flags: 'noscript loading stale fast no_auth allow_busy',
    syntax: '',
  },
  ({ session }) => {
    session.door.close({ flush: true });
    return OK;
  },
);

export const reset = command(
  {
    ...row,
    name: 'reset',
    summary: 'Brings the connection back to the state of a new one.',
    since: '6.2.0',
    arity: 1,
    flags: 'noscript loading stale fast no_auth allow_busy',
    syntax: '',
  },
  (ctx) => {
    const { session, core } = ctx;
    session.transaction = undefined;
    core.watches.unwatch(session);
    core.pubsub.drop(session);
    session.name = EMPTY;
    session.resp = 2;
    session.replyMode = 'on';
    session.noEvict = false;
    session.db = core.database(0) ?? session.db;
    session.authenticated = core.config.requirepass === '';
    session.refreshGuard();
    return RESET_DONE;
  },
);
