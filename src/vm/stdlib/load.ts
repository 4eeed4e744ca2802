/**
 * load and loadstring: compile errors come back as nil and a message. Bytecode is refused as any
 * text that does not begin like Lua is, which is how Redis does it.
 */
import { badType, raise } from '../error.ts';
import { checkString, optString } from '../runtime/argument.ts';
import type { Library } from '../runtime/builtin.ts';
import type { Host } from '../runtime/host.ts';
import { first, type LuaFunction, type LuaResult, type LuaTwin, type LuaValue, type Twin } from '../value.ts';

type Compile = (source: string, chunkName: string) => LuaFunction;

function attempt(host: Host, load: () => LuaFunction): LuaResult {
  const undo = undoer(host);
  try {
    return load();
  } catch (thrown) {
    return undo(thrown);
  }
}

function* attemptTwin(host: Host, load: () => Twin<LuaFunction>): LuaTwin {
  const undo = undoer(host);
  try {
    return yield* load();
  } catch (thrown) {
    return undo(thrown);
  }
}

/** Puts things back as they are now, and gives nil and the message of what was caught. */
function undoer({ runtime: { state } }: Host): (thrown: unknown) => LuaResult {
  const { at, depth, nesting } = state;
  return (thrown) => {
    const error = state.caught(thrown);
    state.at = at;
    state.depth = depth;
    state.nesting = nesting;
    return [undefined, error.value];
  };
}

/** Calls the reader until it gives nil or an empty piece. */
function readPieces(host: Host, reader: LuaValue): string {
  let source = '';
  for (;;) {
    const piece = first(host.call(reader));
    if (isEnd(piece)) return source;
    source += checkString(1, piece);
  }
}

function* readPiecesTwin(host: Host, reader: LuaValue): Twin<string> {
  let source = '';
  for (;;) {
    const piece = first(yield* host.callTwin(reader));
    if (isEnd(piece)) return source;
    source += checkString(1, piece);
  }
}

function isEnd(piece: LuaValue): boolean {
  if (piece === undefined || piece === '') return true;
  if (typeof piece === 'string' || typeof piece === 'number') return false;
  return raise('reader function must return a string');
}

/** Compiling costs so much fuel, and this much more a byte. */
const COMPILE_FUEL = 2000;
const BYTE_FUEL = 20;

/** What `load` was called with. */
function readArguments(args: readonly LuaValue[]): { readonly reader: LuaValue; readonly chunkName: string } {
  const [reader, name] = args;
  if (typeof reader !== 'function') badType(1, 'function', reader, args.length);
  return { reader, chunkName: optString(2, name, '=(load)') };
}

export function loadLibrary(host: Host, compile: Compile): Library {
  const charged: Compile = (source, chunkName) => {
    host.charge(COMPILE_FUEL + BYTE_FUEL * source.length);
    return compile(source, chunkName);
  };
  return {
    load: {
      plain: (...args) => {
        const { reader, chunkName } = readArguments(args);
        return attempt(host, () => charged(readPieces(host, reader), chunkName));
      },
      twin: (...args) => {
        const { reader, chunkName } = readArguments(args);
        return attemptTwin(host, function* () {
          return charged(yield* readPiecesTwin(host, reader), chunkName);
        });
      },
    },
    loadstring: (...args) => {
      const source = checkString(1, args[0], args.length);
      const chunkName = optString(2, args[1], source);
      return attempt(host, () => charged(source, chunkName));
    },
  };
}
