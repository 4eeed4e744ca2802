/** What EVAL and FCALL share: their rows, and their arguments — a count of keys, the keys, and the rest. */
import { NUMKEYS_NEGATIVE, NUMKEYS_TOO_LARGE } from '../../base/errors.ts';
import type { ErrorReply } from '../../base/reply.ts';
import { integerArg } from '../../engine/command/argument.ts';
import type { Argv, CommandSpec } from '../../engine/command/command.ts';
import { keyNum } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import type { ScriptRunner, ScriptWords } from '../../engine/run/script-runner.ts';

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

const FIRST_KEY = 3;

/** Parts the arguments; `complaint` is for a count that is no number. */
export function wordsOf(argv: Argv, complaint?: ErrorReply): ScriptWords {
  const count = argv[2] === '0' ? 0 : integerArg(argv[2], complaint);
  if (count > argv.length - FIRST_KEY) throw NUMKEYS_TOO_LARGE;
  if (count < 0) throw NUMKEYS_NEGATIVE;
  return { argv, firstKey: FIRST_KEY, firstArg: FIRST_KEY + count };
}

/** Whoever runs scripts for this engine. */
export function runnerOf(ctx: Context): ScriptRunner {
  if (ctx.core.scripts === undefined) throw new Error('no script runner is wired to this engine');
  return ctx.core.scripts;
}
