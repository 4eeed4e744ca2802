/**
 * Where engine and scripts meet: the engine asks for a ScriptRunner, the script room asks for a ScriptHost;
 * each gets the other here.
 */
import type { ByteString } from './base/bytes.ts';
import { ErrorReply, type Reply } from './base/reply.ts';
import type { Outcome } from './engine/command/command.ts';
import type { Core } from './engine/core.ts';
import type { Context } from './engine/run/context.ts';
import type { FunctionRunner } from './engine/run/function-runner.ts';
import { ScriptCaller } from './engine/run/script-caller.ts';
import type { ScriptMode, ScriptRunner, ScriptWords } from './engine/run/script-runner.ts';
import { type RunningScript, Suspended } from './engine/run/suspension.ts';
import { readLibraries, writeLibraries } from './persist/function-payload.ts';
import { Functions } from './script/function/functions.ts';
import type { FunctionLibrary, LibraryFunction } from './script/function/library.ts';
import type { ScriptHost } from './script/host.ts';
import { LongScript } from './script/run/long-script.ts';
import type { PaceOptions } from './script/run/pace.ts';
import type { Script } from './script/script-cache.ts';
import { Scripts } from './script/scripts.ts';

const NOT_READ_ONLY = new ErrorReply('ERR Can not execute a script with write flag using *_ro command.');
const READ_ONLY: ScriptMode = { readonly: true };

/** Gives an engine its scripts and functions; `pace` is for tests, which switch runs where they want. */
export function joinScripts(core: Core, pace?: PaceOptions): ScriptRunner {
  const caller = new ScriptCaller(core);
  const host = hostOf(core, caller);
  const scripts = new Scripts(host, core.compat.keptEvalScripts, pace);

  function run(ctx: Context, script: Script, words: ScriptWords, mode: ScriptMode): Outcome {
    if (mode.readonly && script.mayWrite) return NOT_READ_ONLY;
    const { terms } = ctx.session;
    caller.enter(ctx, script.isReadonly ? READ_ONLY : mode);
    let outcome: Reply | LongScript;
    try {
      outcome = scripts.run(script, words, terms);
    } catch (defect) {
      caller.leave(ctx);
      throw defect;
    }
    if (outcome instanceof LongScript)
      return suspended(ctx, caller, { kind: 'script', name: script.sha, run: outcome });
    caller.leave(ctx);
    return outcome;
  }

  return {
    functions: joinFunctions(caller, new Functions(host, scripts.random, pace)),
    eval: (ctx, source, words, mode) => run(ctx, scripts.fromSource(source), words, mode),
    evalSha: (ctx, sha, words, mode) => run(ctx, scripts.fromSha(sha), words, mode),
    load: (source) => scripts.load(source).sha,
    exists: (sha) => scripts.has(sha),
    flush: () => scripts.flush(),
    rest: () => scripts.rest(),
    sources: () => scripts.sources(),
    usage: () => scripts.usage,
  };
}

function joinFunctions(caller: ScriptCaller, functions: Functions): FunctionRunner {
  return {
    libraries: () => functions.libraries,
    usage: () => ({ count: functions.count, ...sizeOf(functions.libraries) }),
    has: (name) => functions.find(name) !== undefined,
    call(ctx, name, words, mode) {
      const fn = functions.find(name) as LibraryFunction;
      const isReadonly = fn.flags.has('no-writes');
      if (mode.readonly && !isReadonly) return NOT_READ_ONLY;
      const { terms } = ctx.session;
      caller.enter(ctx, isReadonly ? READ_ONLY : mode);
      let outcome: Reply | LongScript | undefined;
      try {
        outcome = functions.call(fn, words, terms);
        if (!(outcome instanceof LongScript)) return outcome;
        return suspended(ctx, caller, { kind: 'function', name: fn.name, run: outcome });
      } finally {
        if (!(outcome instanceof LongScript)) caller.leave(ctx);
      }
    },
    load: (source, options) => functions.load(source, options),
    delete: (name) => functions.delete(name),
    flush: () => functions.flush(),
    dump: () => writeLibraries(sourcesOf(functions.libraries)),
    restore: (payload, policy) => functions.restore(readLibraries(payload), policy),
    copyFrom: (other) => functions.restore(sourcesOf(other.libraries()), 'flush'),
  };
}

function sizeOf(libraries: Iterable<FunctionLibrary>): { libraries: number; bytes: number } {
  let count = 0;
  let size = 0;
  for (const { name, source } of libraries) {
    count++;
    size += name.length + source.length;
  }
  return { libraries: count, bytes: size };
}

/** A script that takes long, in the executor's hands: the caller's place is given back when it is over. */
function suspended(
  ctx: Context,
  caller: ScriptCaller,
  { kind, name, run }: Pick<RunningScript, 'kind' | 'name'> & { readonly run: LongScript },
): Suspended {
  const script: RunningScript = {
    kind,
    name,
    startedMs: run.startedMs,
    hasWritten: () => caller.hasWritten,
    stop: (message) => run.stop(message),
  };
  return new Suspended(script, () => {
    const reply = run.step();
    if (reply !== undefined) caller.leave(ctx);
    return reply;
  });
}

function* sourcesOf(libraries: Iterable<{ readonly source: ByteString }>): Iterable<ByteString> {
  for (const { source } of libraries) yield source;
}

function hostOf(core: Core, caller: ScriptCaller): ScriptHost {
  return {
    call: (argv, resp) => caller.call(argv, resp),
    mayCall: (argv) => caller.mayCall(argv),
    setReplication: (flags) => caller.setReplication(flags),
    log: () => {},
    random: () => core.world.random(),
    monotonicMs: () => core.world.monotonicMs(),
    holdTime: () => void core.nowMs(),
  };
}
