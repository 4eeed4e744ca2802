/** DEBUG: what tests need to see or to switch. Only the subcommands below exist. */
import { type ByteString, bytes } from '../../base/bytes.ts';
import { NO_SUCH_KEY, tooManyArguments } from '../../base/errors.ts';
import { OK, type Reply, Status } from '../../base/reply.ts';
import { type Argv, command } from '../../engine/command/command.ts';
import { datasetDigest, valueDigest } from '../../engine/digest/dataset.ts';
import type { Context } from '../../engine/run/context.ts';
import { sleepSync } from '../../engine/sleep.ts';
import { encodingOf } from '../../engine/value/encoding.ts';

interface Subcommand {
  /** Number of words with DEBUG itself; negative: at least that many. */
  readonly arity: number;
  readonly run: (ctx: Context, argv: Argv) => Reply;
}

const HELP = [
  'DEBUG <subcommand> [<arg> [value] [opt] ...]. Subcommands are:',
  'DIGEST',
  '    Show a digest of the whole dataset.',
  'DIGEST-VALUE <key> [<key> ...]',
  '    Show a digest of the value of each key.',
  'JMAP',
  '    Do nothing.',
  'OBJECT <key>',
  '    Show how a value is held.',
  'SET-ACTIVE-EXPIRE (0|1)',
  '    Switch the active removal of expired keys.',
  'SLEEP <seconds>',
  '    Stop the server for a while.',
  'HELP',
  '    Print this help.',
].map((line) => new Status(bytes(line)));

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  sleep: {
    arity: 3,
    run: (_ctx, argv) => {
      sleepSync((Number.parseFloat(argv[2]) || 0) * 1000);
      return OK;
    },
  },
  'set-active-expire': {
    arity: 3,
    run: (ctx, argv) => {
      ctx.core.activeExpiry = Number.parseInt(argv[2], 10) !== 0;
      return OK;
    },
  },
  object: { arity: 3, run: (ctx, argv) => describe(ctx, argv[2]) },
  digest: { arity: 2, run: (ctx) => new Status(datasetDigest(ctx.core.databases)) },
  'digest-value': {
    arity: -2,
    run: (ctx, argv) => argv.slice(2).map((key) => new Status(valueDigest(ctx.db, key))),
  },
  jmap: { arity: -2, run: () => OK },
  help: { arity: 2, run: () => HELP },
};

export const debug = command(
  {
    name: 'debug',
    summary: 'Shows and switches inner workings, for tests.',
    since: '1.0.0',
    group: 'server',
    complexity: 'Depends on the subcommand',
    arity: -2,
    flags: 'admin noscript loading stale',
    acl: 'admin slow dangerous',
    syntax: 'subcommand [argument ...]',
  },
  (ctx, argv) => {
    const subcommand = Object.hasOwn(SUBCOMMANDS, argv[1].toLowerCase())
      ? SUBCOMMANDS[argv[1].toLowerCase()]
      : undefined;
    const fits =
      subcommand !== undefined &&
      (subcommand.arity < 0 ? argv.length >= -subcommand.arity : argv.length === subcommand.arity);
    if (!fits) throw tooManyArguments('debug', argv[1]);
    return subcommand.run(ctx, argv);
  },
);

/** The address and the serialized length are stand-ins: nothing of the kind exists here. */
function describe(ctx: Context, key: ByteString): Reply {
  const value = ctx.db.peek(key);
  if (value === undefined) throw NO_SUCH_KEY;
  const idle = ctx.db.idleSeconds(key);
  const lru = (ctx.core.idleClock - idle) % 2 ** 24;
  return new Status(
    bytes(
      `Value at:0x000000000000 refcount:1 encoding:${encodingOf(value, ctx.core.config)} serializedlength:0 lru:${lru} lru_seconds_idle:${idle}`,
    ),
  );
}
