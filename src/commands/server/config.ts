/** CONFIG GET, SET, RESETSTAT, REWRITE: the parameters that this engine has. */

import { type ByteString, bytes } from '../../base/bytes.ts';
import { SYNTAX } from '../../base/errors.ts';
import { ErrorReply, MapReply, OK, type Reply } from '../../base/reply.ts';
import { type Argv, arg, type CommandSpec, command, container } from '../../engine/command/command.ts';
import { helpCommand } from '../../engine/command/help.ts';
import {
  assignParameter,
  findParameter,
  formatParameter,
  isImmutable,
  type ParameterName,
  parameterNames,
  parseParameter,
} from '../../engine/config.ts';
import type { Core } from '../../engine/core.ts';
import { EVENT_CLASS, parseEventClasses } from '../../engine/notify.ts';
import { compileGlob } from '../../structs/glob.ts';

const NO_CONFIG_FILE = new ErrorReply('ERR The server is running without a config file');

const row = {
  group: 'server',
  since: '2.0.0',
  complexity: 'O(n), n being the number of parameters',
  flags: 'admin noscript loading stale',
  acl: 'admin slow dangerous',
} as const satisfies Partial<CommandSpec>;

const get = command(
  {
    ...row,
    name: 'get',
    summary: 'Returns the parameters that match.',
    arity: -3,
    syntax: 'parameter [parameter ...]',
  },
  ({ core }, argv) => {
    const found = new Map<string, ByteString>();
    for (const pattern of argv.slice(2))
      for (const name of matchingNames(pattern))
        if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), name);
    return new MapReply(
      [...found].flatMap(([name, shown]): Reply[] => [
        shown,
        bytes(formatParameter(core.config, findParameter(name) as ParameterName)),
      ]),
    );
  },
);

/** A plain name is shown as the client spelled it; a pattern finds the names as the table has them. */
function matchingNames(pattern: ByteString): readonly ByteString[] {
  if (!/[*?[]/.test(pattern)) return findParameter(pattern) === undefined ? [] : [pattern];
  const matches = compileGlob(pattern, { nocase: true });
  return parameterNames().map(bytes).filter(matches);
}

const set = command(
  {
    ...row,
    name: 'set',
    summary: 'Changes parameters, all or none.',
    arity: -4,
    tips: ['request_policy:all_nodes', 'response_policy:all_succeeded'],
    syntax: 'parameter value [parameter value ...]',
  },
  ({ core }, argv) => {
    if (argv.length % 2 !== 0) throw SYNTAX;
    for (const [name, value] of readAssignments(argv)) assign(core, name, value);
    return OK;
  },
);

/** Checks every pair before anything is changed. */
function readAssignments(argv: Argv): ReadonlyMap<ParameterName, string | number | boolean> {
  const assignments = new Map<ParameterName, string | number | boolean>();
  for (let i = 2; i < argv.length; i += 2) {
    const given = arg(argv, i);
    const name = findParameter(given);
    if (name === undefined)
      throw new ErrorReply(`ERR Unknown option or number of arguments for CONFIG SET - '${given}'`);
    if (isImmutable(name)) throw failure(given, "can't set immutable config");
    if (assignments.has(name)) throw failure(given, 'duplicate parameter');
    const parsed = parseParameter(name, arg(argv, i + 1));
    if ('problem' in parsed) throw failure(given, parsed.problem);
    assignments.set(name, parsed.value);
  }
  return assignments;
}

function failure(name: ByteString, problem: string): ErrorReply {
  return new ErrorReply(`ERR CONFIG SET failed (possibly related to argument '${name}') - ${problem}`);
}

function assign(core: Core, name: ParameterName, value: string | number | boolean): void {
  assignParameter(core.config, name, value);
  if (name !== 'notify-keyspace-events') return;
  const mask = parseEventClasses(core.config['notify-keyspace-events']) ?? 0;
  core.eventMask = (mask & (EVENT_CLASS.K | EVENT_CLASS.E)) === 0 ? 0 : mask;
}

const resetstat = command(
  {
    ...row,
    name: 'resetstat',
    summary: 'Sets the counters of INFO to zero.',
    complexity: 'O(1)',
    arity: 2,
    syntax: '',
  },
  ({ core }) => {
    core.stats.reset();
    return OK;
  },
);

const rewrite = command(
  {
    ...row,
    name: 'rewrite',
    summary: 'Writes the parameters to the configuration file.',
    since: '2.8.0',
    arity: 2,
    syntax: '',
  },
  () => {
    throw NO_CONFIG_FILE;
  },
);

const help = helpCommand('CONFIG', { group: 'server', acl: 'slow', since: '5.0.0' }, [
  'GET <pattern>',
  '    Show the parameters that match.',
  'SET <directive> <value>',
  '    Change parameters, all or none.',
  'RESETSTAT',
  '    Set the counters of INFO to zero.',
  'REWRITE',
  '    Write the parameters to the configuration file.',
]);

export const config = container({
  ...row,
  name: 'config',
  summary: 'Reads and changes parameters.',
  complexity: 'Depends on the subcommand',
  arity: -2,
  flags: '',
  acl: 'slow',
  syntax: 'subcommand [argument ...]',
  subcommands: [get, set, resetstat, rewrite, help],
});
