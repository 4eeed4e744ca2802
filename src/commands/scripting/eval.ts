/**
 * EVAL, EVALSHA and their read-only forms: count the keys, then hand over to the script runner.
 */
import type { ByteString } from '../../base/bytes.ts';
import { NO_SCRIPT, NUMKEYS_NEGATIVE, NUMKEYS_TOO_LARGE } from '../../base/errors.ts';
import { integerArg } from '../../engine/command/argument.ts';
import { type Argv, type CommandSpec, command } from '../../engine/command/command.ts';
import { keyNum } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import type { ScriptRunner } from '../../engine/run/script-runner.ts';

const row = {
  group: 'scripting',
  since: '2.6.0',
  complexity: 'Depends on the script',
  arity: -3,
  flags: 'noscript stale skip_monitor may_replicate no_mandatory_keys movablekeys',
  acl: 'slow scripting',
  keys: [keyNum(2, 'RW access update')],
} as const satisfies Partial<CommandSpec>;

const readonlyRow = {
  ...row,
  since: '7.0.0',
  flags: 'readonly noscript stale skip_monitor no_mandatory_keys movablekeys',
  keys: [keyNum(2, 'RO access')],
} as const satisfies Partial<CommandSpec>;

/** Whatever has another length is refused before anything else is looked at. */
const SHA_LENGTH = 40;
const READ_WRITE = { readonly: false };
const READ_ONLY = { readonly: true };

export const evaluate = command(
  {
    ...row,
    name: 'eval',
    summary: 'Runs a Lua script as one unit.',
    keys: [
      {
        ...keyNum(2, 'RW access update'),
        notes: 'We cannot tell how the keys will be used so we assume the worst, RW and UPDATE',
      },
    ],
    syntax: 'script numkeys [key [key ...]] [arg [arg ...]]',
  },
  (ctx, argv) => {
    const { keys, args } = split(argv);
    return runner(ctx).eval(ctx, argv[1], keys, args, READ_WRITE);
  },
);

export const evaluateReadonly = command(
  {
    ...readonlyRow,
    name: 'eval_ro',
    summary: 'Runs a Lua script that may not write.',
    keys: [
      {
        ...keyNum(2, 'RO access'),
        notes: 'We cannot tell how the keys will be used so we assume the worst, RO and ACCESS',
      },
    ],
    syntax: 'script numkeys [key [key ...]] [arg [arg ...]]',
  },
  (ctx, argv) => {
    const { keys, args } = split(argv);
    return runner(ctx).eval(ctx, argv[1], keys, args, READ_ONLY);
  },
);

export const evaluateSha = command(
  {
    ...row,
    name: 'evalsha',
    summary: 'Runs a cached Lua script, named by its SHA1.',
    syntax: 'sha1 numkeys [key [key ...]] [arg [arg ...]]',
  },
  (ctx, argv) => {
    if (argv[1].length !== SHA_LENGTH) throw NO_SCRIPT;
    const { keys, args } = split(argv);
    return runner(ctx).evalSha(ctx, argv[1], keys, args, READ_WRITE);
  },
);

export const evaluateShaReadonly = command(
  {
    ...readonlyRow,
    name: 'evalsha_ro',
    summary: 'Runs a cached Lua script that may not write.',
    syntax: 'sha1 numkeys [key [key ...]] [arg [arg ...]]',
  },
  (ctx, argv) => {
    if (argv[1].length !== SHA_LENGTH) throw NO_SCRIPT;
    const { keys, args } = split(argv);
    return runner(ctx).evalSha(ctx, argv[1], keys, args, READ_ONLY);
  },
);

interface KeysAndArgs {
  readonly keys: readonly ByteString[];
  readonly args: readonly ByteString[];
}

const NONE: readonly ByteString[] = Object.freeze([]);

function split(argv: Argv): KeysAndArgs {
  const count = argv[2] === '0' ? 0 : integerArg(argv[2]);
  if (count > argv.length - 3) throw NUMKEYS_TOO_LARGE;
  if (count < 0) throw NUMKEYS_NEGATIVE;
  const firstArg = 3 + count;
  return {
    keys: count === 0 ? NONE : argv.slice(3, firstArg),
    args: firstArg === argv.length ? NONE : argv.slice(firstArg),
  };
}

function runner(ctx: Context): ScriptRunner {
  if (ctx.core.scripts === undefined) throw new Error('no script runner is wired to this engine');
  return ctx.core.scripts;
}
