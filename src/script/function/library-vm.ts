/**
 * LibraryVm: the VM of functions, made at the first use and kept: what a library holds in its variables lives
 * from call to call. Loads the bodies of libraries, within a limit of time, and calls their functions.
 */
import type { ByteString } from '../../base/bytes.ts';
import { oneLine, untilNul } from '../../base/errors.ts';
import { heapRoomBytes } from '../../base/heap.ts';
import { ErrorReply, type Reply } from '../../base/reply.ts';
import { LuaError, type LuaTable, type LuaValue, type LuaVm } from '../../vm/index.ts';
import type { Random } from '../../vm/stdlib/random.ts';
import { failure, failureReply, messageOf } from '../failure.ts';
import { fromLua } from '../from-lua.ts';
import type { ScriptHost } from '../host.ts';
import { logMembers, type RunState, redisLibrary } from '../redis-library.ts';
import { LongRun } from '../run/long-run.ts';
import { LongScript } from '../run/long-script.ts';
import type { PaceOptions, RunTerms } from '../run/pace.ts';
import { ReplyLog } from '../run/reply-log.ts';
import { Runs } from '../run/runs.ts';
import { loadGlobals, makeSandbox } from '../sandbox.ts';
import { argTable, keyTable, type Words } from '../words.ts';
import type { LibraryFunction } from './library.ts';
import { makeRegisterFunction, type Registration } from './register.ts';
import { builtinsOf, keepsState } from './state.ts';

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
  readonly runs: Runs<Words>;
  readonly builtins: ReadonlySet<LuaValue>;
  /** What stands in the place of the globals while a library is loaded. */
  readonly loadGlobals: LuaTable;
}

export class LibraryVm {
  readonly #host: ScriptHost;
  readonly #random: Random;
  readonly #pace: PaceOptions | undefined;
  readonly #run: RunState = { resp: 2 };
  #opened: Opened | undefined;
  /** Where the functions of the library go that is being loaded. */
  #registration: Registration | undefined;

  constructor(host: ScriptHost, random: Random, pace?: PaceOptions) {
    this.#host = host;
    this.#random = random;
    this.#pace = pace;
  }

  /** Runs a library's body and takes what it registers. @throws ErrorReply */
  load(body: ByteString): readonly LibraryFunction[] {
    const { vm, builtins, loadGlobals: globals } = this.#open();
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
    return [...registration.values()].map((fn) => ({ ...fn, keepsState: keepsState(vm, fn.body, builtins) }));
  }

  /** Calls a function; its reply, or the error that ended it. One that takes long stands still if `terms` allow it. */
  call(fn: LibraryFunction, words: Words, terms: RunTerms): Reply | LongScript {
    const { vm, runs } = this.#open();
    try {
      const result = fn.keepsState
        ? runs.runStateful(fn.body, words, terms)
        : runs.run(fn.body, words, terms);
      if (!(result instanceof LongRun)) return fromLua(result, this.#run.resp);
      return new LongScript(result, (late) => this.#reply(vm, fn, late));
    } catch (error) {
      return failureOf(vm, error, fn);
    }
  }

  #reply(vm: LuaVm, fn: LibraryFunction, result: () => LuaValue): Reply {
    try {
      return fromLua(result(), this.#run.resp);
    } catch (error) {
      return failureOf(vm, error, fn);
    }
  }

  /** Its limits are errors of Lua's: nothing that a library finds while it is loaded could catch it. */
  #withinLimit(vm: LuaVm, action: () => void): void {
    const { fuel } = vm;
    const startMs = this.#host.monotonicMs();
    let rations = RATIONS_OF_A_STILL_CLOCK;
    vm.fuel = LOAD_RATION;
    vm.onFuel = () => {
      const elapsedMs = this.#host.monotonicMs() - startMs;
      const isOver = elapsedMs === 0 ? --rations === 0 : elapsedMs > LOAD_LIMIT_MS;
      if (isOver) throw failure('ERR FUNCTION LOAD timeout');
      if (heapRoomBytes() <= 0) throw new LuaError('not enough memory');
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
    const log = new ReplyLog(this.#host);
    const sandbox = makeSandbox({
      redis: redisLibrary(log, this.#run),
      random: this.#random,
      showsErrorHandler: false,
    });
    const register_function = makeRegisterFunction(() => this.#registration);
    const { vm } = sandbox;
    const whileLoading = loadGlobals(vm, { register_function, ...logMembers(this.#host) });
    const prepare = (words: Words): readonly LuaValue[] => {
      this.#run.resp = 2;
      return [keyTable(words), argTable(words)];
    };
    return {
      vm,
      runs: new Runs(sandbox, log, prepare, this.#pace),
      builtins: builtinsOf(vm.globals, whileLoading),
      loadGlobals: whileLoading,
    };
  }
}

function failureOf(vm: LuaVm, thrown: unknown, { name, body }: LibraryFunction): Reply {
  if (!(thrown instanceof LuaError)) throw thrown;
  return failureReply(vm, thrown, { name, body });
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
