/** AUTH and HELLO: who the client is and which protocol it speaks. There is one user, `default`. */

import { type ByteString, bytes } from '../../base/bytes.ts';
import { SYNTAX } from '../../base/errors.ts';
import { EMPTY_ARRAY, ErrorReply, MapReply, OK } from '../../base/reply.ts';
import { SERVER_VERSION } from '../../base/version.ts';
import { integerArg, isWord } from '../../engine/command/argument.ts';
import { type Argv, arg, type CommandSpec, command } from '../../engine/command/command.ts';
import type { Context } from '../../engine/run/context.ts';
import { checkClientName } from './client-name.ts';

const row = {
  group: 'connection',
  flags: 'noscript loading stale fast no_auth allow_busy',
  acl: 'fast connection',
} as const satisfies Partial<CommandSpec>;

const WRONG_PASS = new ErrorReply('WRONGPASS invalid username-password pair or user is disabled.');
const NO_PASSWORD = new ErrorReply(
  'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
);
const NO_PROTO = new ErrorReply('NOPROTO unsupported protocol version');
const PROTO_NOT_INTEGER = new ErrorReply('ERR Protocol version is not an integer or out of range');
const HELLO_NO_AUTH = new ErrorReply(
  'NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time',
);
const DEFAULT_USER = 'default';

export const auth = command(
  {
    ...row,
    name: 'auth',
    summary: 'Proves who the client is.',
    since: '1.0.0',
    complexity: 'O(n), n being the number of passwords of the user',
    arity: -2,
    syntax: '[username] password',
  },
  (ctx, argv) => {
    if (argv.length > 3) throw SYNTAX;
    if (argv.length === 2) {
      if (ctx.core.config.requirepass === '') throw NO_PASSWORD;
      authenticate(ctx, DEFAULT_USER, argv[1]);
    } else authenticate(ctx, argv[1], argv[2]);
    return OK;
  },
);

export const hello = command(
  {
    ...row,
    name: 'hello',
    summary: 'Chooses the protocol version and tells about the server.',
    since: '6.0.0',
    complexity: 'O(1)',
    arity: -1,
    syntax: '[protover [AUTH username password] [SETNAME clientname]]',
  },
  (ctx, argv) => {
    const { session } = ctx;
    const version = argv.length > 1 ? protocolOf(argv[1]) : undefined;
    const name = readOptions(ctx, argv);
    if (!session.authenticated) throw HELLO_NO_AUTH;
    if (name !== undefined) session.name = name;
    if (version !== undefined) session.resp = version;
    session.refreshGuard();
    ctx.resp = session.resp;
    return serverFacts(ctx);
  },
);

function protocolOf(text: ByteString): 2 | 3 {
  const version = integerArg(text, PROTO_NOT_INTEGER);
  if (version !== 2 && version !== 3) throw NO_PROTO;
  return version;
}

/** Applies AUTH at once, as the server does, and returns the name that SETNAME gave. */
function readOptions(ctx: Context, argv: Argv): ByteString | undefined {
  let name: ByteString | undefined;
  let i = 2;
  while (i < argv.length) {
    const word = arg(argv, i);
    if (isWord(word, 'AUTH') && i + 2 < argv.length) {
      authenticate(ctx, arg(argv, i + 1), arg(argv, i + 2));
      i += 3;
    } else if (isWord(word, 'SETNAME') && i + 1 < argv.length) {
      name = checkClientName(arg(argv, i + 1));
      i += 2;
    } else throw new ErrorReply(`ERR Syntax error in HELLO option '${word}'`);
  }
  return name;
}

function authenticate(ctx: Context, user: string, password: string): void {
  const { requirepass } = ctx.core.config;
  if (user !== DEFAULT_USER || (requirepass !== '' && requirepass !== password)) throw WRONG_PASS;
  ctx.session.authenticated = true;
  ctx.session.refreshGuard();
}

function serverFacts({ session }: Context): MapReply {
  return new MapReply([
    bytes('server'),
    bytes('redis'),
    bytes('version'),
    SERVER_VERSION,
    bytes('proto'),
    session.resp,
    bytes('id'),
    session.id,
    bytes('mode'),
    bytes('standalone'),
    bytes('role'),
    bytes('master'),
    bytes('modules'),
    EMPTY_ARRAY,
  ]);
}
