/** SCRIPT: the cache of scripts by their SHA1. */

import type { ByteString } from '../../base/bytes.ts';
import { ErrorReply, OK } from '../../base/reply.ts';
import { isWord } from '../../engine/command/argument.ts';
import { type CommandSpec, command, container } from '../../engine/command/command.ts';
import { helpCommand } from '../../engine/command/help.ts';

const FLUSH_OPTIONS = new ErrorReply('ERR SCRIPT FLUSH only support SYNC|ASYNC option');
const DEBUG_OPTIONS = new ErrorReply('ERR Use SCRIPT DEBUG YES/SYNC/NO');

const row = {
  group: 'scripting',
  since: '2.6.0',
  complexity: 'O(1)',
  flags: 'noscript',
  acl: 'slow scripting',
} as const satisfies Partial<CommandSpec>;

const EVERY_NODE = ['request_policy:all_nodes', 'response_policy:all_succeeded'];

const load = command(
  {
    ...row,
    name: 'load',
    summary: 'Compiles a script into the cache and returns its SHA1.',
    complexity: 'O(n), n being the length of the script',
    arity: 3,
    flags: 'noscript stale',
    tips: EVERY_NODE,
    syntax: 'script',
  },
  (ctx, argv) => ctx.core.scripts?.load(argv[2]) ?? null,
);

const exists = command(
  {
    ...row,
    name: 'exists',
    summary: 'Tells which SHA1s are in the cache.',
    complexity: 'O(n), n being the number of SHA1s',
    arity: -3,
    tips: ['request_policy:all_shards', 'response_policy:agg_logical_and'],
    syntax: 'sha1 [sha1 ...]',
  },
  (ctx, argv) => argv.slice(2).map((sha) => (ctx.core.scripts?.exists(sha) ? 1 : 0)),
);

const flush = command(
  {
    ...row,
    name: 'flush',
    summary: 'Empties the cache.',
    complexity: 'O(n), n being the number of scripts',
    arity: -2,
    tips: EVERY_NODE,
    syntax: '[ASYNC|SYNC]',
  },
  (ctx, argv) => {
    const option: ByteString | undefined = argv[2];
    if (argv.length > 3 || (option !== undefined && !isWord(option, 'SYNC') && !isWord(option, 'ASYNC')))
      throw FLUSH_OPTIONS;
    ctx.core.scripts?.flush();
    return OK;
  },
);

const kill = command(
  {
    ...row,
    name: 'kill',
    summary: 'Stops the running script, if it has not written.',
    arity: 2,
    flags: 'noscript allow_busy',
    tips: ['request_policy:all_shards', 'response_policy:one_succeeded'],
    syntax: '',
  },
  ({ core }) => core.executor.suspension.kill('script'),
);

const debug = command(
  {
    ...row,
    name: 'debug',
    summary: 'Chooses how the next scripts of this connection are debugged.',
    since: '3.2.0',
    arity: 3,
    syntax: 'YES|SYNC|NO',
  },
  (_ctx, argv) => {
    if (isWord(argv[2], 'NO')) return OK;
    if (isWord(argv[2], 'YES') || isWord(argv[2], 'SYNC'))
      throw new ErrorReply('ERR the script debugger is not available on this server');
    throw DEBUG_OPTIONS;
  },
);

const help = helpCommand('SCRIPT', { group: 'scripting', acl: 'slow scripting', since: '5.0.0' }, [
  'DEBUG (YES|SYNC|NO)',
  '    Choose how the next scripts of this connection are debugged.',
  'EXISTS <sha1> [<sha1> ...]',
  '    Tell which scripts are in the cache.',
  'FLUSH [ASYNC|SYNC]',
  '    Empty the cache.',
  'KILL',
  '    Stop the script that is running, unless it has written.',
  'LOAD <script>',
  '    Put a script into the cache without running it.',
]);

export const script = container({
  ...row,
  name: 'script',
  summary: 'Keeps the cache of scripts.',
  complexity: 'Depends on the subcommand',
  arity: -2,
  flags: '',
  acl: 'slow',
  syntax: 'subcommand [argument ...]',
  subcommands: [debug, exists, flush, help, kill, load],
});
