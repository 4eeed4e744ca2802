/** The libraries that the programs of test/programs may use. */
import type { Library, LuaHost } from '../../src/vm/index.ts';
import { mathLibrary } from '../../src/vm/stdlib/math.ts';
import { Random } from '../../src/vm/stdlib/random.ts';
import { stringLibrary } from '../../src/vm/stdlib/string.ts';
import { tableLibrary } from '../../src/vm/stdlib/table.ts';

export const libraries: Readonly<Record<string, (host: LuaHost) => Library>> = {
  string: (host) => stringLibrary(host),
  table: (host) => tableLibrary(host),
  math: () => mathLibrary(new Random()),
};
