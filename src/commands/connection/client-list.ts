/** CLIENT INFO, LIST and KILL: finding connections by what they are. */
import { type ByteString, bytes } from '../../base/bytes.ts';
import { SYNTAX } from '../../base/errors.ts';
import { ErrorReply, OK, type Reply, Verbatim } from '../../base/reply.ts';
import { integerArg, isWord } from '../../engine/command/argument.ts';
import { type Argv, arg, type CommandSpec, command } from '../../engine/command/command.ts';
import type { Context } from '../../engine/run/context.ts';
import type { Session } from '../../engine/session.ts';
import { clientLine, clientTypeOf, parseClientType } from './client-line.ts';

const INVALID_ID = new ErrorReply('ERR Invalid client ID');
const ID_NOT_POSITIVE = new ErrorReply('ERR client-id should be greater than 0');
const NO_SUCH_CLIENT = new ErrorReply('ERR No such client');

const row = { group: 'connection', complexity: 'O(n), n being the number of connections' } as const;
const adminRow = {
  ...row,
  flags: 'admin noscript loading stale',
  acl: 'admin slow dangerous connection',
} as const satisfies Partial<CommandSpec>;

export const clientInfo = command(
  {
    ...row,
    name: 'info',
    summary: 'Shows what CLIENT LIST says of this connection.',
    since: '6.2.0',
    complexity: 'O(1)',
    arity: 2,
    flags: 'noscript loading stale',
    acl: 'slow connection',
    tips: ['nondeterministic_output'],
    syntax: '',
  },
  ({ core, session }) => new Verbatim(clientLine(core, session)),
);

export const clientList = command(
  {
    ...adminRow,
    name: 'list',
    summary: 'Shows the connections, one a line.',
    since: '2.4.0',
    arity: -2,
    tips: ['nondeterministic_output'],
    syntax: '[TYPE NORMAL|MASTER|REPLICA|PUBSUB] [ID client-id [client-id ...]]',
  },
  ({ core }, argv) => {
    const wanted = selection(argv);
    let text = '';
    for (const session of core.sessions.values()) if (wanted(session)) text += clientLine(core, session);
    return new Verbatim(bytes(text));
  },
);

function selection(argv: Argv): (session: Session) => boolean {
  if (argv.length === 2) return () => true;
  if (isWord(argv[2], 'TYPE') && argv.length === 4) {
    const type = parseClientType(argv[3]);
    return (session) => clientTypeOf(session) === type;
  }
  if (!isWord(argv[2], 'ID') || argv.length === 3) throw SYNTAX;
  const ids = new Set(argv.slice(3).map((text) => integerArg(text, INVALID_ID)));
  return (session) => ids.has(session.id);
}

export const clientKill = command(
  {
    ...adminRow,
    name: 'kill',
    summary: 'Closes connections.',
    since: '2.4.0',
    arity: -3,
    syntax:
      'ip:port|[ID client-id] [TYPE NORMAL|MASTER|REPLICA|PUBSUB] [USER username] [ADDR ip:port] [LADDR ip:port] [SKIPME yes/no]',
  },
  (ctx, argv): Reply => {
    if (argv.length === 3) return killAddress(ctx, argv[2]);
    const { conditions, skipSelf } = readConditions(argv);
    let killed = 0;
    for (const session of [...ctx.core.sessions.values()]) {
      if (skipSelf && session === ctx.session) continue;
      if (!conditions.every((condition) => condition(session))) continue;
      end(ctx, session);
      killed++;
    }
    return killed;
  },
);

function killAddress(ctx: Context, addr: ByteString): Reply {
  for (const session of ctx.core.sessions.values()) {
    if (session.door.describe().addr !== addr) continue;
    end(ctx, session);
    return OK;
  }
  return NO_SUCH_CLIENT;
}

type Condition = (session: Session) => boolean;

function readConditions(argv: Argv): { conditions: readonly Condition[]; skipSelf: boolean } {
  const conditions: Condition[] = [];
  let skipSelf = true;
  for (let i = 2; i < argv.length; i += 2) {
    if (i + 1 >= argv.length) throw SYNTAX;
    const value = arg(argv, i + 1);
    if (isWord(arg(argv, i), 'SKIPME')) skipSelf = yesOrNo(value);
    else conditions.push(conditionOf(arg(argv, i), value));
  }
  return { conditions, skipSelf };
}

function conditionOf(option: ByteString, value: ByteString): Condition {
  if (isWord(option, 'ID')) {
    const id = integerArg(value, ID_NOT_POSITIVE);
    if (id < 1) throw ID_NOT_POSITIVE;
    return (session) => session.id === id;
  }
  if (isWord(option, 'TYPE')) {
    const type = parseClientType(value);
    return (session) => clientTypeOf(session) === type;
  }
  if (isWord(option, 'ADDR')) return (session) => session.door.describe().addr === value;
  if (isWord(option, 'LADDR')) return (session) => session.door.describe().laddr === value;
  if (!isWord(option, 'USER')) throw SYNTAX;
  if (value !== 'default') throw new ErrorReply(`ERR No such user '${value}'`);
  return (session) => session.user === value && session.authenticated;
}

function yesOrNo(value: ByteString): boolean {
  if (isWord(value, 'YES')) return true;
  if (isWord(value, 'NO')) return false;
  throw SYNTAX;
}

/** The caller's own connection lives on until its reply is written. */
function end(ctx: Context, session: Session): void {
  if (session === ctx.session) session.door.close({ flush: true });
  else {
    ctx.core.closeSession(session);
    session.door.close({ flush: false });
  }
}
