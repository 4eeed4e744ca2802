/** OBJECT: how the value at a key is held, and when it was last used. */

import { bytes } from '../../base/bytes.ts';
import { ErrorReply, type Reply } from '../../base/reply.ts';
import {
  type Argv,
  type Command,
  type CommandSpec,
  command,
  container,
} from '../../engine/command/command.ts';
import { helpCommand } from '../../engine/command/help.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import { encodingOf } from '../../engine/value/encoding.ts';
import { integerOf, isString } from '../../engine/value/string.ts';
import { StringBuffer } from '../../engine/value/string-buffer.ts';
import type { Value } from '../../engine/value/value.ts';

const NO_LFU = new ErrorReply(
  'ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.',
);

/** The server holds the integers below this once for all keys, and counts them as held so often. */
const SHARED_INTEGERS = 10_000;
const SHARED_COUNT = 2 ** 31 - 1;

const row = { group: 'generic', since: '2.2.3', complexity: 'O(1)' } as const satisfies Partial<CommandSpec>;

const encoding = objectCommand('encoding', 'Names the encoding of a value.', (ctx, _argv, value) =>
  bytes(encodingOf(value, ctx.core.config)),
);

const idletime = objectCommand('idletime', 'Returns for how many seconds a key was not used.', (ctx, argv) =>
  ctx.db.idleSeconds(argv[2]),
);

const refcount = objectCommand(
  'refcount',
  'Returns how often a value is referred to.',
  (_ctx, _argv, value) => (isSharedInteger(value) ? SHARED_COUNT : 1),
);

const freq = objectCommand('freq', 'Returns how often a key is used, under an LFU policy.', () => {
  throw NO_LFU;
});

type Ask = (ctx: Context, argv: Argv, value: Value) => Reply;

/** A subcommand that asks something of the value at a key; null when there is none. */
function objectCommand(name: string, summary: string, ask: Ask): Command {
  const spec = {
    ...row,
    name,
    summary,
    since: name === 'freq' ? '4.0.0' : row.since,
    arity: 3,
    flags: 'readonly',
    acl: 'keyspace read slow',
    keys: [keyAt(2, 'RO')],
    tips: ['nondeterministic_output'],
    syntax: 'key',
  };
  return command(spec, (ctx, argv) => {
    const value = lookUp(ctx, argv);
    return value === undefined ? null : ask(ctx, argv, value);
  });
}

/** Counts a hit or a miss, yet gives no keymiss event and leaves the idle time as it is. */
function lookUp(ctx: Context, argv: Argv): Value | undefined {
  const value = ctx.db.peek(argv[2]);
  if (value === undefined) ctx.core.hits.missed++;
  else ctx.core.hits.found++;
  return value;
}

function isSharedInteger(value: Value): boolean {
  if (!isString(value) || value instanceof StringBuffer) return false;
  const integer = integerOf(value);
  return integer !== undefined && integer >= 0 && integer < SHARED_INTEGERS;
}

const help = helpCommand('OBJECT', { group: 'generic', acl: 'keyspace slow', since: '6.2.0' }, [
  'ENCODING <key>',
  '    Name the form in which the value is held.',
  'FREQ <key>',
  '    Return how often the key is used, under an LFU policy.',
  'IDLETIME <key>',
  '    Return for how many seconds the key was not used.',
  'REFCOUNT <key>',
  '    Return how often the value is referred to.',
]);

export const object = container({
  ...row,
  name: 'object',
  summary: 'Looks at how the value of a key is held.',
  complexity: 'Depends on the subcommand',
  arity: -2,
  flags: '',
  acl: 'slow',
  syntax: 'subcommand [argument ...]',
  subcommands: [encoding, freq, idletime, refcount, help],
});
