/** What EVAL and FCALL share: their rows, and their arguments — a count of keys, the keys, and the rest. */
import type { ByteString } from '../../base/bytes.ts';
import { NUMKEYS_NEGATIVE, NUMKEYS_TOO_LARGE } from '../../base/errors.ts';
import type { ErrorReply } from '../../base/reply.ts';
import { integerArg } from '../../engine/command/argument.ts';
import type { Argv, CommandSpec } from '../../engine/command/command.ts';
import { keyNum } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import type { ScriptRunner } from '../../engine/run/script-runner.ts';

export const callRow = {
  group: 'scripting',
  complexity: 'Depends on the script',
  arity: -3,
  flags: 'noscript stale skip_monitor may_replicate no_mandatory_keys movablekeys',
  acl: 'slow scripting',
  keys: [keyNum(2, 'RW access update')],
  syntax: 'script numkeys [key [key ...]] [arg [arg ...]]',
} as const satisfies Partial<CommandSpec>;

export const readonlyCallRow = {
  ...callRow,
  since: '7.0.0',
  flags: 'readonly noscript stale skip_monitor no_mandatory_keys movablekeys',
  keys: [keyNum(2, 'RO access')],
} as const satisfies Partial<CommandSpec>;

/** The same keys with the server's note on them. */
export const notedKeys = [
  {
    ...keyNum(2, 'RW access update'),
    notes: 'We cannot tell how the keys will be used so we assume the worst, RW and UPDATE',
  },
];
export const notedReadonlyKeys = [
  {
    ...keyNum(2, 'RO access'),
    notes: 'We cannot tell how the keys will be used so we assume the worst, RO and ACCESS',
  },
];

export const READ_WRITE = { readonly: false };
export const READ_ONLY = { readonly: true };

interface KeysAndArgs {
  readonly keys: readonly ByteString[];
  readonly args: readonly ByteString[];
}

const NONE: readonly ByteString[] = Object.freeze([]);

/** Parts the arguments; `complaint` is for a count that is no number. */
export function keysAndArgs(argv: Argv, complaint?: ErrorReply): KeysAndArgs {
  const count = argv[2] === '0' ? 0 : integerArg(argv[2], complaint);
  if (count > argv.length - 3) throw NUMKEYS_TOO_LARGE;
  if (count < 0) throw NUMKEYS_NEGATIVE;
  const firstArg = 3 + count;
  return {
    keys: count === 0 ? NONE : argv.slice(3, firstArg),
    args: firstArg === argv.length ? NONE : argv.slice(firstArg),
  };
}

/** Whoever runs scripts for this engine. */
export function runnerOf(ctx: Context): ScriptRunner {
  if (ctx.core.scripts === undefined) throw new Error('no script runner is wired to this engine');
  return ctx.core.scripts;
}
