/** What the parts of FUNCTION share: their rows, and the way to the libraries. */
import { oneLine } from '../../base/errors.ts';
import { ErrorReply } from '../../base/reply.ts';
import type { CommandSpec } from '../../engine/command/command.ts';
import type { Context } from '../../engine/run/context.ts';
import type { FunctionRunner } from '../../engine/run/function-runner.ts';
import { runnerOf } from './call.ts';

export const row = {
  group: 'scripting',
  since: '7.0.0',
  complexity: 'O(1)',
  flags: 'noscript',
  acl: 'slow scripting',
} as const satisfies Partial<CommandSpec>;

export const writeRow = {
  ...row,
  flags: 'write noscript',
  acl: 'write slow scripting',
  tips: ['request_policy:all_shards', 'response_policy:all_succeeded'],
} as const satisfies Partial<CommandSpec>;

export function functionsOf(ctx: Context): FunctionRunner {
  return runnerOf(ctx).functions;
}

/** A complaint that shows a word of the request. */
export function complaint(text: string): ErrorReply {
  return new ErrorReply(oneLine(`ERR ${text}`));
}
