/** CLIENT: the container and its plain subcommands. */

import { EMPTY } from '../../base/bytes.ts';
import { SYNTAX } from '../../base/errors.ts';
import { ErrorReply, NO_REPLY, OK } from '../../base/reply.ts';
import { isWord } from '../../engine/command/argument.ts';
import { type CommandSpec, command, container } from '../../engine/command/command.ts';
import { helpCommand } from '../../engine/command/help.ts';
import { clientInfo, clientKill, clientList } from './client-list.ts';
import { checkClientInfo, checkClientName } from './client-name.ts';
import { clientPause, clientUnblock, clientUnpause } from './client-pause.ts';

const row = {
  group: 'connection',
  complexity: 'O(1)',
  flags: 'noscript loading stale',
  acl: 'slow connection',
} as const satisfies Partial<CommandSpec>;

const id = command(
  {
    ...row,
    name: 'id',
    summary: 'Returns the number of this connection.',
    since: '5.0.0',
    arity: 2,
    syntax: '',
  },
  ({ session }) => session.id,
);

const getname = command(
  {
    ...row,
    name: 'getname',
    summary: 'Returns the name of this connection.',
    since: '2.6.9',
    arity: 2,
    syntax: '',
  },
  ({ session }) => (session.name === EMPTY ? null : session.name),
);

const setname = command(
  {
    ...row,
    name: 'setname',
    summary: 'Names this connection.',
    since: '2.6.9',
    arity: 3,
    syntax: 'connection-name',
  },
  ({ session }, argv) => {
    session.name = checkClientName(argv[2]);
    return OK;
  },
);

const setinfo = command(
  {
    ...row,
    name: 'setinfo',
    summary: 'Tells the name or version of the client library.',
    since: '7.2.0',
    arity: 4,
    syntax: 'LIB-NAME libname|LIB-VER libver',
  },
  ({ session }, argv) => {
    if (isWord(argv[2], 'LIB-NAME')) session.libraryName = checkClientInfo('lib-name', argv[3]);
    else if (isWord(argv[2], 'LIB-VER')) session.libraryVersion = checkClientInfo('lib-ver', argv[3]);
    else throw new ErrorReply(`ERR Unrecognized option '${argv[2]}'`);
    return OK;
  },
);

const reply = command(
  {
    ...row,
    name: 'reply',
    summary: 'Switches the replies to this connection on or off.',
    since: '3.2.0',
    arity: 3,
    syntax: 'ON|OFF|SKIP',
  },
  ({ session }, argv) => {
    if (isWord(argv[2], 'ON')) session.replyMode = 'on';
    else if (isWord(argv[2], 'OFF')) session.replyMode = 'off';
    else if (isWord(argv[2], 'SKIP')) session.replyMode = session.replyMode === 'off' ? 'off' : 'skip-next';
    else throw SYNTAX;
    return session.replyMode === 'on' ? OK : NO_REPLY;
  },
);

const noEvict = command(
  {
    ...row,
    name: 'no-evict',
    summary: 'Keeps this connection from being closed to save memory.',
    since: '7.0.0',
    arity: 3,
    flags: 'admin noscript loading stale',
    acl: 'admin slow dangerous connection',
    syntax: 'ON|OFF',
  },
  ({ session }, argv) => {
    if (!isWord(argv[2], 'ON') && !isWord(argv[2], 'OFF')) throw SYNTAX;
    session.noEvict = isWord(argv[2], 'ON');
    return OK;
  },
);

const help = helpCommand('CLIENT', { group: 'connection', acl: 'slow connection', since: '5.0.0' }, [
  'GETNAME',
  '    Show the name of this connection.',
  'ID',
  '    Show the number of this connection.',
  'INFO',
  '    Show what CLIENT LIST says of this connection.',
  'KILL <ip:port>',
  '    Close the connection from an address.',
  'KILL <option> <value> [<option> <value> [...]]',
  '    Close the connections that meet every condition:',
  '    ADDR, LADDR, ID, TYPE (NORMAL|MASTER|REPLICA|PUBSUB), USER, SKIPME (YES|NO).',
  'LIST [TYPE (NORMAL|MASTER|REPLICA|PUBSUB)|ID <id> ...]',
  '    Show the connections, one a line.',
  'NO-EVICT (ON|OFF)',
  '    Keep this connection from being closed to save memory.',
  'PAUSE <timeout> [WRITE|ALL]',
  '    Hold back all requests, or the writing ones, for some milliseconds.',
  'REPLY (ON|OFF|SKIP)',
  '    Switch the replies to this connection on or off.',
  'SETINFO (LIB-NAME|LIB-VER) <value>',
  '    Tell the name or version of the client library.',
  'SETNAME <name>',
  '    Name this connection.',
  'UNBLOCK <clientid> [TIMEOUT|ERROR]',
  '    End the wait of a blocked connection.',
  'UNPAUSE',
  '    End a pause.',
]);

const subcommands = [
  id,
  getname,
  setname,
  setinfo,
  reply,
  noEvict,
  clientInfo,
  clientList,
  clientKill,
  clientPause,
  clientUnpause,
  clientUnblock,
  help,
];

export const client = container({
  ...row,
  name: 'client',
  summary: 'Looks after connections.',
  since: '2.4.0',
  complexity: 'Depends on the subcommand',
  arity: -2,
  flags: '',
  acl: 'slow',
  syntax: 'subcommand [argument ...]',
  subcommands,
});
