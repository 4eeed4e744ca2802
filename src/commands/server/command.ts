/** COMMAND and its subcommands: the command table, as clients ask for it. */

import { type ByteString, bytes } from '../../base/bytes.ts';
import { SYNTAX } from '../../base/errors.ts';
import { ErrorReply, MapReply, type Reply, SetReply } from '../../base/reply.ts';
import { isWord } from '../../engine/command/argument.ts';
import {
  type Argv,
  type Command,
  type CommandSpec,
  command,
  container,
  FLAGS,
  fitsArity,
} from '../../engine/command/command.ts';
import { helpCommand } from '../../engine/command/help.ts';
import { keyPositions } from '../../engine/command/key-spec.ts';
import type { Core } from '../../engine/core.ts';
import { compileGlob } from '../../structs/glob.ts';
import { commandDocs, commandRow, keyFlags } from './command-row.ts';

const INVALID_COMMAND = new ErrorReply('ERR Invalid command specified');
const NO_KEYS = new ErrorReply('ERR The command has no key arguments');
const INVALID_COUNT = new ErrorReply('ERR Invalid number of arguments specified for command');
const INVALID_ARGUMENTS = new ErrorReply('ERR Invalid arguments specified for command');

const row = {
  group: 'server',
  since: '2.8.13',
  complexity: 'O(n), n being the number of commands',
  flags: 'loading stale',
  acl: 'slow connection',
} as const satisfies Partial<CommandSpec>;
const UNORDERED = ['nondeterministic_output_order'];

/** A row by name, or by `container|subcommand`. */
function find(core: Core, name: string): Command | undefined {
  const [first = '', second] = name.toLowerCase().split('|', 2);
  const found = core.commands.get(first);
  return second === undefined ? found : found?.subcommandNamed?.get(second);
}

const count = command(
  { ...row, name: 'count', summary: 'Counts the commands.', complexity: 'O(1)', arity: 2, syntax: '' },
  ({ core }) => core.commands.size,
);

const info = command(
  {
    ...row,
    name: 'info',
    summary: 'Returns the rows of commands.',
    arity: -2,
    tips: UNORDERED,
    syntax: '[command-name [command-name ...]]',
  },
  ({ core }, argv) => {
    if (argv.length === 2) return [...core.commands.values()].map(commandRow);
    return argv.slice(2).map((name) => {
      const found = find(core, name);
      return found === undefined ? null : commandRow(found);
    });
  },
);

const docs = command(
  {
    ...row,
    name: 'docs',
    summary: 'Returns the documentation of commands.',
    since: '7.0.0',
    arity: -2,
    tips: UNORDERED,
    syntax: '[command-name [command-name ...]]',
  },
  ({ core }, argv) => {
    const wanted =
      argv.length === 2
        ? [...core.commands.values()]
        : argv.slice(2).flatMap((name) => find(core, name) ?? []);
    return new MapReply(wanted.flatMap((each): Reply[] => [bytes(each.fullName), commandDocs(each)]));
  },
);

const list = command(
  {
    ...row,
    name: 'list',
    summary: 'Lists the names of commands.',
    since: '7.0.0',
    arity: -2,
    tips: UNORDERED,
    syntax: '[FILTERBY MODULE module-name|ACLCAT category|PATTERN pattern]',
  },
  ({ core }, argv) => {
    const keep = nameFilter(argv);
    const all = [...core.commands.values()].flatMap((each) => [each, ...(each.subcommands ?? [])]);
    return all.filter(keep).map((each) => bytes(each.fullName));
  },
);

function nameFilter(argv: Argv): (each: Command) => boolean {
  if (argv.length === 2) return (each) => !each.fullName.includes('|');
  if (argv.length !== 5 || !isWord(argv[2], 'FILTERBY')) throw SYNTAX;
  const given = argv[4].toLowerCase();
  if (isWord(argv[3], 'MODULE')) return () => false;
  if (isWord(argv[3], 'ACLCAT')) return (each) => each.acl.split(' ').includes(given);
  if (!isWord(argv[3], 'PATTERN')) throw SYNTAX;
  const matches = compileGlob(argv[4], { nocase: true });
  return (each) => matches(bytes(each.fullName));
}

/** The keys that a request names, each with the flags of the specification that found it. */
function requestKeys(core: Core, argv: Argv): readonly { key: ByteString; flags: string }[] {
  const request = argv.slice(2);
  let found = core.commands.find(request[0] as ByteString);
  if (found?.subcommandNamed !== undefined)
    found = found.subcommandNamed.get((request[1] ?? '').toLowerCase());
  if (found === undefined) throw INVALID_COMMAND;
  if (found.keys === undefined) throw NO_KEYS;
  if (!fitsArity(found.arity, request.length)) throw INVALID_COUNT;
  const keys: { key: ByteString; flags: string }[] = [];
  for (const spec of found.keys) {
    const positions = keyPositions([spec], request);
    if (positions === undefined && !mayNameNone(found)) throw INVALID_ARGUMENTS;
    const flags = spec.flagsOf?.(request) ?? spec.flags;
    for (const position of positions ?? []) keys.push({ key: request[position] as ByteString, flags });
  }
  if (keys.length === 0 && !mayNameNone(found)) throw INVALID_ARGUMENTS;
  return keys;
}

/** EVAL and its kin may name no key at all. */
function mayNameNone(command: Command): boolean {
  return (command.mask & FLAGS.no_mandatory_keys) !== 0;
}

const getkeys = command(
  {
    ...row,
    name: 'getkeys',
    summary: 'Returns the keys that a request names.',
    arity: -4,
    syntax: 'command [arg [arg ...]]',
  },
  ({ core }, argv) => requestKeys(core, argv).map(({ key }) => key),
);

const getkeysandflags = command(
  {
    ...row,
    name: 'getkeysandflags',
    summary: 'Returns the keys that a request names, and what it does with them.',
    since: '7.0.0',
    arity: -4,
    syntax: 'command [arg [arg ...]]',
  },
  ({ core }, argv) =>
    requestKeys(core, argv).map(({ key, flags }): Reply => [key, new SetReply(keyFlags(flags))]),
);

const help = helpCommand('COMMAND', { group: 'server', acl: 'slow connection', since: '5.0.0' }, [
  '(no subcommand)',
  '    Return the rows of all commands.',
  'COUNT',
  '    Count the commands.',
  'LIST [FILTERBY (MODULE <name>|ACLCAT <category>|PATTERN <pattern>)]',
  '    List the names of commands.',
  'INFO [<command-name> ...]',
  '    Return the rows of some commands, or of all.',
  'DOCS [<command-name> ...]',
  '    Return the documentation of some commands, or of all.',
  'GETKEYS <full-command>',
  '    Return the keys that a request names.',
  'GETKEYSANDFLAGS <full-command>',
  '    Return the keys that a request names, and what it does with them.',
]);

export const commandCommand = container(
  {
    ...row,
    name: 'command',
    summary: 'Returns the command table.',
    arity: -1,
    tips: UNORDERED,
    syntax: '',
    subcommands: [count, info, docs, list, getkeys, getkeysandflags, help],
  },
  ({ core }) => [...core.commands.values()].map(commandRow),
);
