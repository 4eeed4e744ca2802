/** String commands that write inside a value: APPEND, SETRANGE. */
import { STRING_TOO_LONG } from '../../base/errors.ts';
import { ErrorReply } from '../../base/reply.ts';
import { integerArg } from '../../engine/command/argument.ts';
import { type CommandSpec, command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import { bufferOf, stringLength, writeString } from '../../engine/value/string.ts';

const OFFSET_OUT_OF_RANGE = new ErrorReply('ERR offset is out of range');

const row = { group: 'string' } as const satisfies Partial<CommandSpec>;

export const append = command(
  {
    ...row,
    name: 'append',
    summary: 'Adds to the end of a string value, which is made when the key is not there.',
    since: '2.0.0',
    complexity: 'O(1) on average: the room for a value doubles as it grows',
    arity: 3,
    flags: 'write denyoom fast',
    acl: 'write string fast',
    keys: [keyAt(1, 'RW INSERT')],
    syntax: 'key value',
  },
  (ctx, argv) => {
    const [, key, added] = argv;
    const held = writeString(ctx, key);
    let length = added.length;
    if (held === undefined) ctx.db.put(key, added);
    else {
      length += stringLength(held);
      checkLength(ctx, length);
      const buffer = bufferOf(held);
      buffer.append(added);
      if (buffer !== held) ctx.db.put(key, buffer);
    }
    ctx.wrote('$', 'append', key);
    return length;
  },
);

export const setrange = command(
  {
    ...row,
    name: 'setrange',
    summary: 'Writes over part of a string value from an offset on; a gap is filled with zero bytes.',
    since: '2.2.0',
    complexity: 'O(N), N being the length of the value given',
    arity: 4,
    flags: 'write denyoom',
    acl: 'write string slow',
    keys: [keyAt(1, 'RW UPDATE')],
    syntax: 'key offset value',
  },
  (ctx, argv) => {
    const [, key, , written] = argv;
    const offset = integerArg(argv[2]);
    if (offset < 0) throw OFFSET_OUT_OF_RANGE;
    const held = writeString(ctx, key);
    if (written.length === 0) return held === undefined ? 0 : stringLength(held);
    checkLength(ctx, offset + written.length);
    const buffer = bufferOf(held);
    buffer.write(offset, written);
    if (buffer !== held) ctx.db.put(key, buffer);
    ctx.wrote('$', 'setrange', key);
    return buffer.length;
  },
);

function checkLength(ctx: Context, length: number): void {
  if (length > ctx.core.config['proto-max-bulk-len']) throw STRING_TOO_LONG;
}
