/** FUNCTION: libraries of functions, their loading, removal and moving to another server. */
import type { ByteString } from '../../base/bytes.ts';
import { tooManyArguments, untilNul } from '../../base/errors.ts';
import { ErrorReply, OK } from '../../base/reply.ts';
import { isWord } from '../../engine/command/argument.ts';
import { command, container } from '../../engine/command/command.ts';
import { functionHelp } from './function-help.ts';
import { list, stats } from './function-list.ts';
import { complaint, functionsOf, row, writeRow } from './function-row.ts';

const NOT_FOUND = new ErrorReply('ERR Library not found');
const FLUSH_OPTIONS = new ErrorReply('ERR FUNCTION FLUSH only supports SYNC|ASYNC option');
const RESTORE_OPTIONS = new ErrorReply(
  'ERR Wrong restore policy given, value should be either FLUSH, APPEND or REPLACE.',
);

const load = command(
  {
    ...writeRow,
    name: 'load',
    summary: 'Loads a library: runs its source, which registers its functions.',
    complexity: 'O(1), but for the compiling of the source',
    arity: -3,
    flags: 'write denyoom noscript',
    syntax: '[REPLACE] function-code',
  },
  (ctx, argv) => {
    const options = argv.slice(2, -1);
    const unknown = options.find((option) => !isWord(option, 'REPLACE'));
    if (unknown !== undefined) throw complaint(`Unknown option given: ${untilNul(unknown)}`);
    const name = functionsOf(ctx).load(argv.at(-1) as ByteString, { replace: options.length > 0 });
    ctx.dirty++;
    return name;
  },
);

const remove = command(
  {
    ...writeRow,
    name: 'delete',
    summary: 'Removes a library and its functions.',
    arity: 3,
    syntax: 'library-name',
  },
  (ctx, argv) => {
    if (!functionsOf(ctx).delete(argv[2])) throw NOT_FOUND;
    ctx.dirty++;
    return OK;
  },
);

const flush = command(
  {
    ...writeRow,
    name: 'flush',
    summary: 'Removes every library.',
    complexity: 'O(n), n being the number of functions',
    arity: -2,
    syntax: '[ASYNC|SYNC]',
  },
  (ctx, argv) => {
    if (argv.length > 3) throw tooManyArguments('function', argv[1]);
    if (argv.length === 3 && !isWord(argv[2], 'SYNC') && !isWord(argv[2], 'ASYNC')) throw FLUSH_OPTIONS;
    functionsOf(ctx).flush();
    ctx.dirty++;
    return OK;
  },
);

const dump = command(
  {
    ...row,
    name: 'dump',
    summary: 'Returns every library in one payload.',
    complexity: 'O(n), n being the number of functions',
    arity: 2,
    syntax: '',
  },
  (ctx) => functionsOf(ctx).dump(),
);

const POLICIES = { APPEND: 'append', REPLACE: 'replace', FLUSH: 'flush' } as const;

const restore = command(
  {
    ...writeRow,
    name: 'restore',
    summary: 'Loads the libraries of a payload.',
    complexity: 'O(n), n being the number of functions in the payload',
    arity: -3,
    flags: 'write denyoom noscript',
    syntax: 'serialized-value [FLUSH|APPEND|REPLACE]',
  },
  (ctx, argv) => {
    if (argv.length > 4) throw tooManyArguments('function', argv[1]);
    const policy = argv.length === 3 ? 'append' : policyNamed(argv[3]);
    functionsOf(ctx).restore(argv[2], policy);
    ctx.dirty++;
    return OK;
  },
);

function policyNamed(word: ByteString): 'append' | 'replace' | 'flush' {
  for (const [name, policy] of Object.entries(POLICIES)) if (isWord(word, name)) return policy;
  throw RESTORE_OPTIONS;
}

const kill = command(
  {
    ...row,
    name: 'kill',
    summary: 'Stops the running function, if it has not written.',
    arity: 2,
    flags: 'noscript allow_busy',
    tips: ['request_policy:all_shards', 'response_policy:one_succeeded'],
    syntax: '',
  },
  ({ core }) => core.executor.suspension.kill('function'),
);

export const functionContainer = container({
  ...row,
  name: 'function',
  summary: 'Keeps libraries of functions.',
  complexity: 'Depends on the subcommand',
  arity: -2,
  flags: '',
  acl: 'slow',
  syntax: 'subcommand [argument ...]',
  subcommands: [remove, dump, flush, functionHelp, kill, list, load, restore, stats],
});
