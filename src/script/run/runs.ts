/**
 * Runs: how a script gets from its start to its end. It begins in the plain form, which is quick and cannot stop. One
 * that takes long, for a caller who can wait, is unwound and made again in the form that can stand still; so is one
 * whose calls fill JS's stack, for that form has Lua's own bounds. The log gives it the answers that it has had, so
 * each command has run once. One whose functions keep state between calls cannot be made again: it begins in the other
 * form, where its caller can wait.
 */
import { first, type LuaFunction, type LuaValue, Unwind } from '../../vm/index.ts';
import type { Sandbox } from '../sandbox.ts';
import { LongRun, stopped } from './long-run.ts';
import { Pace, type PaceOptions, type RunTerms, SWITCH } from './pace.ts';
import type { ReplyLog } from './reply-log.ts';

/** Made before it is needed, for where it is needed there is no room to make anything. */
const OVERFLOWN = new Unwind(SWITCH);

export class Runs<Call> {
  readonly #sandbox: Sandbox;
  readonly #log: ReplyLog;
  readonly #pace: Pace;
  readonly #prepare: (call: Call) => readonly LuaValue[];

  /** `prepare` puts what a script is called with where it looks for it, or gives arguments; again if it is made again. */
  constructor(
    sandbox: Sandbox,
    log: ReplyLog,
    prepare: (call: Call) => readonly LuaValue[],
    options: PaceOptions = {},
  ) {
    this.#sandbox = sandbox;
    this.#log = log;
    this.#prepare = prepare;
    this.#pace = new Pace(
      sandbox.vm,
      () => log.monotonicMs(),
      () => log.expectLength(),
      options,
    );
    log.tank = sandbox.vm;
    sandbox.vm.onOverflow = () => (log.canReplay ? OVERFLOWN : undefined);
  }

  /** Runs a function that keeps no state from call to call. @throws LuaError when it has failed or was stopped */
  run(body: LuaFunction, call: Call, terms: RunTerms): LuaValue | LongRun {
    const args = this.#prepare(call);
    this.#pace.begin(terms);
    this.#log.begin(terms.maySuspend ? 'all' : 'short');
    this.#sandbox.mark();
    try {
      const result = this.#through(body, args);
      this.#log.forget();
      return result;
    } catch (thrown) {
      if (!(thrown instanceof Unwind) || thrown.reason !== SWITCH) {
        this.#log.forget();
        throw stopped(thrown);
      }
    }
    this.#log.replay();
    this.#sandbox.rewind();
    const run = this.#long(body, this.#prepare(call));
    return terms.maySuspend ? run : first(run.step() as readonly LuaValue[]);
  }

  /** Runs a function that may keep state: it is never made again. @throws LuaError when it has failed */
  runStateful(body: LuaFunction, call: Call, terms: RunTerms): LuaValue | LongRun {
    const args = this.#prepare(call);
    this.#pace.begin(terms);
    this.#log.begin('none');
    if (terms.maySuspend) {
      const run = this.#long(body, args);
      const results = run.step();
      return results === undefined ? run : results[0];
    }
    try {
      return this.#through(body, args);
    } catch (thrown) {
      throw stopped(thrown);
    }
  }

  #through(body: LuaFunction, args: readonly LuaValue[]): LuaValue {
    return first(this.#sandbox.vm.callWith(body, args));
  }

  #long(body: LuaFunction, args: readonly LuaValue[]): LongRun {
    const { startedMs } = this.#pace;
    this.#pace.beginSlices();
    return new LongRun(this.#sandbox.vm.begin(body, ...args), this.#pace, startedMs);
  }
}
