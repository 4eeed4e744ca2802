/** String commands that store several values at once: MSET, MSETNX. */
import { wrongArity } from '../../base/errors.ts';
import { OK } from '../../base/reply.ts';
import { type Argv, arg, type CommandSpec, command } from '../../engine/command/command.ts';
import { keyRange } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';

const row = {
  group: 'string',
  since: '1.0.1',
  complexity: 'O(N), N being the number of keys',
  arity: -3,
  flags: 'write denyoom',
  acl: 'write string slow',
  syntax: 'key value [key value ...]',
} as const satisfies Partial<CommandSpec>;

export const mset = command(
  {
    ...row,
    name: 'mset',
    summary: 'Stores strings at several keys, all at once.',
    keys: [keyRange(1, -1, 2, 'OW UPDATE')],
    tips: ['request_policy:multi_shard', 'response_policy:all_succeeded'],
  },
  (ctx, argv) => {
    if (argv.length % 2 === 0) throw wrongArity('mset');
    storeAll(ctx, argv);
    return OK;
  },
);

export const msetnx = command(
  {
    ...row,
    name: 'msetnx',
    summary: 'Stores strings at several keys, all or, when one of the keys is there already, none.',
    keys: [keyRange(1, -1, 2, 'OW INSERT')],
    tips: ['request_policy:multi_shard', 'response_policy:agg_min'],
  },
  (ctx, argv) => {
    if (argv.length % 2 === 0) throw wrongArity('msetnx');
    for (let i = 1; i < argv.length; i += 2) if (ctx.db.write(arg(argv, i)) !== undefined) return 0;
    storeAll(ctx, argv);
    return 1;
  },
);

function storeAll(ctx: Context, argv: Argv): void {
  for (let i = 1; i < argv.length; i += 2) {
    const key = arg(argv, i);
    ctx.db.replace(key, arg(argv, i + 1));
    ctx.wrote('$', 'set', key);
  }
}
