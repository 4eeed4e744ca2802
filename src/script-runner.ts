/**
 * Where engine and scripts meet: the engine asks for a ScriptRunner, the script room asks for a ScriptHost;
 * each gets the other here.
 */
import type { ByteString } from './base/bytes.ts';
import { ErrorReply, type Reply } from './base/reply.ts';
import type { Core } from './engine/core.ts';
import type { Context } from './engine/run/context.ts';
import { ScriptCaller } from './engine/run/script-caller.ts';
import type { ScriptMode, ScriptRunner } from './engine/run/script-runner.ts';
import type { ScriptHost } from './script/host.ts';
import { type Script, Scripts } from './script/scripts.ts';

const NOT_READ_ONLY = new ErrorReply('ERR Can not execute a script with write flag using *_ro command.');

/** A script with what it is called with. */
interface Call {
  readonly script: Script;
  readonly keys: readonly ByteString[];
  readonly args: readonly ByteString[];
}

/** Gives an engine its scripts. */
export function joinScripts(core: Core): ScriptRunner {
  const caller = new ScriptCaller(core);
  const scripts = new Scripts(hostOf(core, caller));

  function run(ctx: Context, { script, keys, args }: Call, mode: ScriptMode): Reply {
    if (mode.readonly && script.mayWrite) return NOT_READ_ONLY;
    caller.enter(ctx, script.isReadonly ? { readonly: true } : mode);
    try {
      return scripts.run(script, keys, args);
    } finally {
      caller.leave(ctx);
    }
  }

  return {
    eval: (ctx, source, keys, args, mode) =>
      run(ctx, { script: scripts.fromSource(source), keys, args }, mode),
    evalSha: (ctx, sha, keys, args, mode) => run(ctx, { script: scripts.fromSha(sha), keys, args }, mode),
    load: (source) => scripts.fromSource(source).sha,
    exists: (sha) => scripts.has(sha),
    flush: () => scripts.flush(),
    sources: () => scripts.sources(),
    memory: () => ({ vm: 0, scripts: scripts.sourceBytes, count: scripts.count }),
  };
}

function hostOf(core: Core, caller: ScriptCaller): ScriptHost {
  return {
    call: (argv, resp) => caller.call(argv, resp),
    mayCall: (argv) => caller.mayCall(argv),
    setReplication: (flags) => caller.setReplication(flags),
    log: () => {},
    random: () => core.world.random(),
  };
}
