/** `redis.register_function`: reads its two forms, a name and a callback, or a table of named arguments. */
import { type ByteString, bytes } from '../../base/bytes.ts';
import { untilNul } from '../../base/errors.ts';
import { formatG } from '../../base/number.ts';
import { type LuaFunction, LuaTable, type LuaValue, NONE } from '../../vm/index.ts';
import { failure } from '../failure.ts';
import { flagNamed, SCRIPT_FLAGS, type ScriptFlag } from '../flag.ts';
import type { LibraryFunction } from './library.ts';
import { BAD_NAME, isName } from './library-head.ts';

/** What a library that is being loaded has registered, by name. */
export type Registration = Map<ByteString, Registered>;
type Registered = Omit<LibraryFunction, 'keepsState'>;

const NOT_LOADING = 'redis.register_function can only be called on FUNCTION LOAD command';
const WRONG_COUNT = 'wrong number of arguments to redis.register_function';
const NOT_A_TABLE =
  'calling redis.register_function with a single argument is only applicable to Lua table (representing named arguments).';

/** Makes the builtin; `loading` tells what the functions of the library that is being loaded go to. */
export function makeRegisterFunction(
  loading: () => Registration | undefined,
): (...args: LuaValue[]) => typeof NONE {
  return (...args) => {
    const registration = loading();
    if (registration === undefined) throw refusal(NOT_LOADING);
    if (args.length < 1 || args.length > 2) throw refusal(WRONG_COUNT);
    const fn = args.length === 1 ? readNamed(args[0]) : readPositional(args[0], args[1]);
    if (!isName(fn.name)) throw refusal(BAD_NAME);
    if (registration.has(fn.name)) throw refusal('Function already exists in the library');
    registration.set(fn.name, fn);
    return NONE;
  };
}

function refusal(text: string): ReturnType<typeof failure> {
  return failure(`ERR ${text}`);
}

function readPositional(first: LuaValue, second: LuaValue): Registered {
  const name = textOf(first);
  if (name === undefined) throw refusal('first argument to redis.register_function must be a string');
  if (typeof second !== 'function')
    throw refusal('second argument to redis.register_function must be a function');
  return { name, description: undefined, flags: new Set(), body: second };
}

/** Named arguments while they are read. */
interface Named {
  name?: ByteString;
  description?: ByteString;
  flags?: ReadonlySet<ScriptFlag>;
  body?: LuaFunction;
}

/** Each reads its value, or says what it must be. */
const READERS: Readonly<Record<string, (into: Named, value: LuaValue) => void>> = {
  function_name: (into, value) => {
    into.name = argument('function_name', textOf(value), 'string');
  },
  description: (into, value) => {
    into.description = argument('description', textOf(value), 'string');
  },
  callback: (into, value) => {
    into.body = argument('callback', typeof value === 'function' ? value : undefined, 'function');
  },
  flags: (into, value) => {
    into.flags = readFlags(value);
  },
};

function argument<T>(name: string, value: T | undefined, kind: string): T {
  if (value === undefined)
    throw refusal(`${name} argument given to redis.register_function must be a ${kind}`);
  return value;
}

function readNamed(table: LuaValue): Registered {
  if (!(table instanceof LuaTable)) throw refusal(NOT_A_TABLE);
  const named: Named = {};
  for (let at = table.advance(0); at >= 0; at = table.advance(at)) {
    const key = textOf(table.keyAt(at) as LuaValue);
    if (key === undefined)
      throw refusal('named argument key given to redis.register_function is not a string');
    const word = untilNul(key).toLowerCase();
    const read = Object.hasOwn(READERS, word) ? READERS[word] : undefined;
    if (read === undefined) throw refusal('unknown argument given to redis.register_function');
    read(named, table.valueAt(at));
  }
  const { name, description, flags = new Set(), body } = named;
  if (name === undefined) throw refusal('redis.register_function must get a function name argument');
  if (body === undefined) throw refusal('redis.register_function must get a callback argument');
  return { name, description, flags, body };
}

function readFlags(table: LuaValue): ReadonlySet<ScriptFlag> {
  if (!(table instanceof LuaTable))
    throw refusal('flags argument to redis.register_function must be a table representing function flags');
  const flags = new Set<ScriptFlag>();
  for (let i = 1; ; i++) {
    const value = table.getNumber(i);
    if (value === undefined) return new Set(SCRIPT_FLAGS.filter((flag) => flags.has(flag)));
    const flag = flagNamed(untilNul(textOf(value) ?? '').toLowerCase());
    if (flag === undefined) throw refusal('unknown flag given');
    flags.add(flag);
  }
}

/** A string, or a number as Lua prints it. */
function textOf(value: LuaValue): ByteString | undefined {
  if (typeof value === 'string') return bytes(value);
  return typeof value === 'number' ? formatG(value, 14) : undefined;
}
