/**
 * LibraryVm: the VM of functions, made at the first use and kept: what a library holds in its variables lives
 * from call to call. Loads the bodies of libraries, within a limit of time, and calls their functions.
 */
import type { ByteString } from '../../base/bytes.ts';
import { oneLine, untilNul } from '../../base/errors.ts';
import { ErrorReply, type Reply } from '../../base/reply.ts';
import { first, LuaError, type LuaTable, type LuaVm } from '../../vm/index.ts';
import type { Random } from '../../vm/stdlib/random.ts';
import { failure, failureReply, messageOf } from '../failure.ts';
import { fromLua } from '../from-lua.ts';
import type { ScriptHost } from '../host.ts';
import { logMembers, type RunState, redisLibrary } from '../redis-library.ts';
import { loadGlobals, makeSandbox } from '../sandbox.ts';
import { wordTable } from '../to-lua.ts';
import type { LibraryFunction } from './library.ts';
import { makeRegisterFunction, type Registration } from './register.ts';

/** The name by which libraries are known in error positions. */
const CHUNK = '@user_function';
/** How long a library may take to register its functions, ms. */
const LOAD_LIMIT_MS = 500;
/** Fuel between two looks at the clock while a library is loaded. */
const LOAD_RATION = 100_000;
/** Rations while the clock does not move at all, as one that is moved by hand does not. */
const RATIONS_OF_A_STILL_CLOCK = 100;

interface Opened {
  readonly vm: LuaVm;
  /** What stands in the place of the globals while a library is loaded. */
  readonly loadGlobals: LuaTable;
}

export class LibraryVm {
  readonly #host: ScriptHost;
  readonly #random: Random;
  readonly #run: RunState = { resp: 2 };
  #opened: Opened | undefined;
  /** Where the functions of the library go that is being loaded. */
  #registration: Registration | undefined;

  constructor(host: ScriptHost, random: Random) {
    this.#host = host;
    this.#random = random;
  }

  /** Runs a library's body and takes what it registers. @throws ErrorReply */
  load(body: ByteString): readonly LibraryFunction[] {
    const { vm, loadGlobals: globals } = this.#open();
    const main = orComplain('Error compiling function', messageText, () => vm.compile(body, CHUNK));
    const registration: Registration = new Map();
    this.#registration = registration;
    try {
      orComplain('Error registering functions', valueText(vm), () =>
        vm.withGlobals(globals, () => this.#withinLimit(vm, () => vm.call(main))),
      );
    } finally {
      this.#registration = undefined;
    }
    return [...registration.values()];
  }

  /** Calls a function; its reply, or the error that ended it. */
  call({ name, body }: LibraryFunction, keys: readonly ByteString[], args: readonly ByteString[]): Reply {
    const { vm } = this.#open();
    this.#run.resp = 2;
    try {
      return fromLua(
        first(vm.call(body, wordTable(keys, 0, keys.length), wordTable(args, 0, args.length))),
        this.#run.resp,
      );
    } catch (error) {
      if (!(error instanceof LuaError)) throw error;
      return failureReply(vm, error, { name, body });
    }
  }

  /** The timeout is an error of Lua's: nothing that a library finds while it is loaded could catch it. */
  #withinLimit(vm: LuaVm, action: () => void): void {
    const { fuel } = vm;
    const startMs = this.#host.monotonicMs();
    let rations = RATIONS_OF_A_STILL_CLOCK;
    vm.fuel = LOAD_RATION;
    vm.onFuel = () => {
      const elapsedMs = this.#host.monotonicMs() - startMs;
      const isOver = elapsedMs === 0 ? --rations === 0 : elapsedMs > LOAD_LIMIT_MS;
      if (isOver) throw failure('ERR FUNCTION LOAD timeout');
      return LOAD_RATION;
    };
    try {
      action();
    } finally {
      vm.onFuel = undefined;
      vm.fuel = fuel;
    }
  }

  #open(): Opened {
    this.#opened ??= this.#make();
    return this.#opened;
  }

  #make(): Opened {
    const { vm } = makeSandbox({
      redis: redisLibrary(this.#host, this.#run),
      random: this.#random,
      showsErrorHandler: false,
    });
    const register_function = makeRegisterFunction(() => this.#registration);
    return { vm, loadGlobals: loadGlobals(vm, { register_function, ...logMembers(this.#host) }) };
  }
}

const messageText = (error: LuaError): string => error.message;
const valueText =
  (vm: LuaVm) =>
  (error: LuaError): string =>
    messageOf(vm, error.value);

/** Turns an error of Lua's into the reply that FUNCTION LOAD gives. */
function orComplain<Result>(what: string, text: (error: LuaError) => string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof LuaError)) throw error;
    throw new ErrorReply(oneLine(`ERR ${what}: ${untilNul(text(error))}`));
  }
}
