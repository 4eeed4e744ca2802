/**
 * What must hold of any source: it compiles or raises a Lua error with a line, soon; the generated code is ours;
 * and what a run gives are Lua values, whatever it does.
 */
import {
  Coroutine,
  LuaError,
  LuaTable,
  type LuaValue,
  LuaVm,
  listOf,
  Unwind,
  Userdata,
} from '../../../src/vm/index.ts';
import { mathLibrary } from '../../../src/vm/stdlib/math.ts';
import { Random } from '../../../src/vm/stdlib/random.ts';
import { stringLibrary } from '../../../src/vm/stdlib/string.ts';
import { tableLibrary } from '../../../src/vm/stdlib/table.ts';
import { kitNames, strangerIn } from './generated-code.ts';
import type { HostileSource } from './hostile-source.ts';

/** Compiling may take this long, ms; a shared machine stutters. */
const SLOW_MS = 10_000;
/** Instructions of a run. */
const FUEL = 5000;
const CHUNK = '=hostile';
const MESSAGE = /^hostile:\d+: /;
const NATIVE = /\{\s*\[native code\]\s*\}$/;
const MOST_DEPTH = 5;

/** A VM whose runs end, and a look at the code that it generates. */
export class Judge {
  readonly #vm = new LuaVm();
  readonly #twin: LuaValue;
  readonly #codes: string[] = [];
  #kit: ReadonlySet<string> | undefined;

  constructor() {
    const vm = this.#vm;
    vm.register('table', tableLibrary(vm.host));
    vm.register('math', mathLibrary(new Random()));
    vm.host.stringMetatable.set('__index', vm.register('string', stringLibrary(vm.host)));
    vm.onFuel = () => {
      throw new Unwind('out of fuel');
    };
    this.#twin = vm.compile('local f = ... return coroutine.wrap(f)()', CHUNK) as LuaValue;
  }

  /** What is wrong, or undefined. */
  complaint({ text, mayRun }: HostileSource): string | undefined {
    const before = performance.now();
    const body = this.#watched(() => this.#compile(text));
    const tookMs = performance.now() - before;
    if (tookMs > SLOW_MS) return `took ${Math.round(tookMs)} ms to compile`;
    if (typeof body === 'string') return body;
    const stranger = this.#stranger();
    if (stranger !== undefined) return stranger;
    if (!mayRun || body === undefined) return undefined;
    return this.#watched(() => this.#run(body) ?? this.#run(this.#twin, body)) ?? this.#stranger();
  }

  /** The function, or undefined where a Lua error says why not; a text is a complaint. */
  #compile(text: string): (() => LuaValue) | string | undefined {
    try {
      return this.#vm.compile(text, CHUNK) as () => LuaValue;
    } catch (error) {
      if (!(error instanceof LuaError)) return `compiling threw ${describe(error)}`;
      return MESSAGE.test(error.message) ? undefined : `compiling raised ${JSON.stringify(error.message)}`;
    }
  }

  #run(callee: LuaValue, ...args: LuaValue[]): string | undefined {
    this.#vm.fuel = FUEL;
    try {
      return firstForeign(listOf(this.#vm.call(callee, ...args)));
    } catch (error) {
      if (error instanceof LuaError) return firstForeign([error.value]);
      return error instanceof Unwind ? undefined : `running threw ${describe(error)}`;
    }
  }

  /** Runs `action` while all that is made into functions is written down. */
  #watched<T>(action: () => T): T {
    const original = globalThis.Function;
    const codes = this.#codes;
    globalThis.Function = new Proxy(original, {
      construct(target, args: string[]) {
        codes.push(args.at(-1) as string);
        return Reflect.construct(target, args) as object;
      },
    });
    try {
      return action();
    } finally {
      globalThis.Function = original;
    }
  }

  #stranger(): string | undefined {
    const codes = this.#codes.splice(0);
    for (const code of codes) {
      this.#kit ??= kitNames(code);
      const stranger = strangerIn(code, this.#kit);
      if (stranger !== undefined) return `generated code has ${JSON.stringify(stranger)}`;
    }
    return undefined;
  }
}

/** Something that no Lua value is, among values and what tables hold. */
function firstForeign(values: readonly unknown[], depth = 0): string | undefined {
  for (const value of values) {
    if (!isLuaValue(value)) return `a run gave ${describe(value)}`;
    if (!(value instanceof LuaTable) || depth === MOST_DEPTH) continue;
    for (let at = value.advance(0); at >= 0; at = value.advance(at)) {
      const foreign = firstForeign([value.keyAt(at), value.valueAt(at)], depth + 1);
      if (foreign !== undefined) return foreign;
    }
  }
  return undefined;
}

function isLuaValue(value: unknown): boolean {
  switch (typeof value) {
    case 'undefined':
    case 'boolean':
    case 'number':
      return true;
    case 'string':
      return /^[\0-\xff]*$/.test(value);
    case 'function':
      return !NATIVE.test(Function.prototype.toString.call(value));
    default:
      return value instanceof LuaTable || value instanceof Coroutine || value instanceof Userdata;
  }
}

function describe(value: unknown): string {
  return value instanceof Error ? `${value.name}: ${value.message}` : String(value);
}
