/** Words: what a script or a function is called with, where it stands in a request: keys, and the rest behind them. */
import type { ByteString } from '../base/bytes.ts';
import { LuaTable } from '../vm/index.ts';
import { sizeSetOneByOne } from './to-lua.ts';

export interface Words {
  readonly argv: readonly ByteString[];
  readonly firstKey: number;
  readonly firstArg: number;
}

/** KEYS */
export function keyTable({ argv, firstKey, firstArg }: Words): LuaTable {
  return wordTable(argv, firstKey, firstArg);
}

/** ARGV */
export function argTable({ argv, firstArg }: Words): LuaTable {
  return wordTable(argv, firstArg, argv.length);
}

function wordTable(argv: readonly ByteString[], start: number, end: number): LuaTable {
  const table = new LuaTable(sizeSetOneByOne(end - start));
  for (let i = start; i < end; i++) table.array[i - start + 1] = argv[i];
  return table;
}
