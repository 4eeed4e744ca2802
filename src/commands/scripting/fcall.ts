/** FCALL and FCALL_RO: find the function, count the keys, hand over to the function runner. */
import { ErrorReply } from '../../base/reply.ts';
import { type Argv, command, type Outcome } from '../../engine/command/command.ts';
import type { Context } from '../../engine/run/context.ts';
import type { ScriptMode } from '../../engine/run/script-runner.ts';
import {
  callRow,
  notedKeys,
  notedReadonlyKeys,
  READ_ONLY,
  READ_WRITE,
  readonlyCallRow,
  runnerOf,
  wordsOf,
} from './call.ts';

const NOT_FOUND = new ErrorReply('ERR Function not found');
const BAD_COUNT = new ErrorReply('ERR Bad number of keys provided');

const row = {
  since: '7.0.0',
  complexity: 'Depends on the function',
  syntax: 'function numkeys [key [key ...]] [arg [arg ...]]',
} as const;

export const fcall = command(
  { ...callRow, ...row, name: 'fcall', summary: 'Calls a function of a library.', keys: notedKeys },
  (ctx, argv) => call(ctx, argv, READ_WRITE),
);

export const fcallReadonly = command(
  {
    ...readonlyCallRow,
    ...row,
    name: 'fcall_ro',
    summary: 'Calls a function that does not write.',
    keys: notedReadonlyKeys,
  },
  (ctx, argv) => call(ctx, argv, READ_ONLY),
);

function call(ctx: Context, argv: Argv, mode: ScriptMode): Outcome {
  const { functions } = runnerOf(ctx);
  if (!functions.has(argv[1])) throw NOT_FOUND;
  return functions.call(ctx, argv[1], wordsOf(argv, BAD_COUNT), mode);
}
