/**
 * load and loadstring: compile errors come back as nil and a message. Bytecode is refused as any
 * text that does not begin like Lua is, which is how Redis does it.
 */
import { badType, raise } from '../error.ts';
import { checkString, optString } from '../runtime/argument.ts';
import type { Library } from '../runtime/builtin.ts';
import type { Host } from '../runtime/host.ts';
import { first, type LuaFunction, type LuaResult, type LuaValue } from '../value.ts';

type Compile = (source: string, chunkName: string) => LuaFunction;

function attempt(host: Host, load: () => LuaFunction): LuaResult {
  const { state } = host.runtime;
  const { at, depth } = state;
  try {
    return load();
  } catch (thrown) {
    const error = state.caught(thrown);
    state.at = at;
    state.depth = depth;
    return [undefined, error.value];
  }
}

/** Calls the reader until it gives nil or an empty piece. */
function readPieces(host: Host, reader: LuaValue): string {
  let source = '';
  for (;;) {
    const piece = first(host.call(reader));
    if (piece === undefined || piece === '') return source;
    if (typeof piece !== 'string' && typeof piece !== 'number')
      return raise('reader function must return a string');
    source += checkString(1, piece);
  }
}

export function loadLibrary(host: Host, compile: Compile): Library {
  return {
    load: (...args) => {
      const [reader, name] = args;
      if (typeof reader !== 'function') badType(1, 'function', reader, args.length);
      const chunkName = optString(2, name, '=(load)');
      return attempt(host, () => compile(readPieces(host, reader), chunkName));
    },
    loadstring: (...args) => {
      const source = checkString(1, args[0], args.length);
      const chunkName = optString(2, args[1], source);
      return attempt(host, () => compile(source, chunkName));
    },
  };
}
