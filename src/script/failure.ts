/** How scripts and functions fail: the error that a call raises, and the reply that a failed run ends in. */
import { type ByteString, bytes } from '../base/bytes.ts';
import { untilNul } from '../base/errors.ts';
import { ErrorReply } from '../base/reply.ts';
import { LuaError, type LuaFunction, LuaTable, type LuaValue, type LuaVm } from '../vm/index.ts';
import { errorLine } from './from-lua.ts';
import { sourceOf } from './sandbox.ts';
import { fieldTable } from './to-lua.ts';

/** An error that a script can catch: a table with its text. */
export function failure(text: string): LuaError {
  return new LuaError(fieldTable('err', bytes(text)));
}

/**
 * `<message> script: <name>, on @user_script:<line>.`; the name is a script's SHA1 or a function's own. Where a
 * builtin was called as it is, there is no place to tell of.
 */
export function failureReply(
  vm: LuaVm,
  { value, position }: LuaError,
  { name, body }: { readonly name: ByteString; readonly body: LuaFunction },
): ErrorReply {
  const place = `${sourceOf(position)}:${position?.line ?? -1}`;
  const where = position === undefined && body.isBuiltin ? '' : ` script: ${name}, on ${place}.`;
  const isCounted = value instanceof LuaTable && value.get('ignore_error_stats_update') === true;
  return new ErrorReply(errorLine(untilNul(messageOf(vm, value)) + where), isCounted);
}

/** What the server makes of an error value. */
export function messageOf(vm: LuaVm, value: LuaValue): string {
  if (value instanceof LuaTable) {
    const err = value.get('err');
    const isText = typeof err === 'string' || typeof err === 'number';
    return isText ? vm.host.rawText(err) : 'ERR (error object is a table value)';
  }
  return `ERR ${vm.host.rawText(value)}`;
}
