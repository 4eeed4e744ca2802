/**
 * Scripts: compiled once, kept by SHA1 and by text, run on one long-lived VM that is made at the first use.
 */
import { type ByteString, bytes } from '../base/bytes.ts';
import { NO_SCRIPT, oneLine } from '../base/errors.ts';
import { ErrorReply, type Reply } from '../base/reply.ts';
import { LuaError, type LuaValue, type LuaVm, NONE } from '../vm/index.ts';
import { Random } from '../vm/stdlib/random.ts';
import { failureReply } from './failure.ts';
import { fromLua } from './from-lua.ts';
import type { ScriptHost } from './host.ts';
import { type RunState, redisLibrary, SCRIPT_MEMBERS, sha1Hex } from './redis-library.ts';
import { LongRun } from './run/long-run.ts';
import { LongScript } from './run/long-script.ts';
import type { PaceOptions, RunTerms } from './run/pace.ts';
import { ReplyLog } from './run/reply-log.ts';
import { Runs } from './run/runs.ts';
import { makeSandbox, type Sandbox } from './sandbox.ts';
import { type Mentions, type Script, ScriptCache } from './script-cache.ts';
import { readHead } from './shebang.ts';
import { argTable, keyTable, type Words } from './words.ts';

/** The name by which scripts are known in error positions. */
const CHUNK = '@user_script';

interface ScriptCall {
  readonly script: Script;
  readonly words: Words;
}

/** The VM with what runs scripts on it. */
interface Machine extends Sandbox {
  readonly runs: Runs<ScriptCall>;
}

export class Scripts {
  /** The generator of math.random. As in the server, functions share it and a flush does not touch it. */
  readonly random = new Random();
  readonly #host: ScriptHost;
  readonly #pace: PaceOptions | undefined;
  readonly #state: RunState = { resp: 2 };
  #machine: Machine | undefined;
  readonly #cache: ScriptCache;

  /** `keptEvalScripts`: how many scripts are kept that only EVAL has brought; `pace` is for tests. */
  constructor(host: ScriptHost, keptEvalScripts: number, pace?: PaceOptions) {
    this.#host = host;
    this.#pace = pace;
    this.#cache = new ScriptCache(keptEvalScripts);
  }

  /** The script with this text, compiled if it is new. @throws ErrorReply when it does not compile */
  fromSource(source: ByteString): Script {
    return this.#cache.fromSource(source) ?? this.#compile(source);
  }

  /** The same, kept until the next flush. */
  load(source: ByteString): Script {
    const script = this.fromSource(source);
    this.#cache.keep(script);
    return script;
  }

  /** The cached script of this digest, in either case. @throws ErrorReply NOSCRIPT */
  fromSha(sha: ByteString): Script {
    const script = this.#cache.fromSha(sha);
    if (script === undefined) throw NO_SCRIPT;
    return script;
  }

  has(sha: ByteString): boolean {
    return this.#cache.has(sha);
  }

  /** Runs a script; its reply, or the error that ended it. One that takes long stands still if `terms` allow it. */
  run(script: Script, words: Words, terms: RunTerms): Reply | LongScript {
    const { vm, runs } = this.#open();
    try {
      const result = runs.run(script.body, { script, words }, terms);
      if (!(result instanceof LongRun)) return fromLua(result, this.#state.resp);
      return new LongScript(result, (late) => this.#reply(vm, script, late));
    } catch (error) {
      return failureOf(vm, error, script);
    }
  }

  #reply(vm: LuaVm, script: Script, result: () => LuaValue): Reply {
    try {
      return fromLua(result(), this.#state.resp);
    } catch (error) {
      return failureOf(vm, error, script);
    }
  }

  /** Forgets every script, and the state that scripts have left in the VM. */
  flush(): void {
    this.#cache.clear();
    this.#machine = undefined;
  }

  /** Forgets every script to the eye of a client; one whose source comes again is not compiled again. */
  rest(): void {
    this.#cache.rest();
  }

  /** Sources by SHA1, in the order of their coming. */
  sources(): ReadonlyMap<ByteString, ByteString> {
    return new Map([...this.#cache.scripts()].map(({ sha, source }) => [sha, source]));
  }

  /** How many scripts there are, the bytes of their sources, and how many have had to go. */
  get usage(): { readonly count: number; readonly sourceBytes: number; readonly evicted: number } {
    return this.#cache;
  }

  #compile(source: ByteString): Script {
    const head = readHead(source);
    const { body, strings } = this.#compileBody(head.body);
    const isReadonly = head.flags.has('no-writes');
    const mayWrite = !head.isCompat && !isReadonly;
    const script = {
      sha: sha1Hex(source),
      source,
      body,
      isReadonly,
      mayWrite,
      mentions: mentionsOf(strings),
    };
    this.#cache.add(script);
    return script;
  }

  #compileBody(body: ByteString): ReturnType<LuaVm['compileWithStrings']> {
    try {
      return this.#open().vm.compileWithStrings(body, CHUNK);
    } catch (error) {
      if (!(error instanceof LuaError)) throw error;
      throw new ErrorReply(oneLine(`ERR Error compiling script (new function): ${error.message}`));
    }
  }

  #open(): Machine {
    this.#machine ??= this.#make();
    return this.#machine;
  }

  #make(): Machine {
    const log = new ReplyLog(this.#host);
    const sandbox = makeSandbox({
      redis: { ...redisLibrary(log, this.#state), ...SCRIPT_MEMBERS },
      random: this.random,
      showsErrorHandler: true,
    });
    const setKeys = sandbox.vm.globalSetter(bytes('KEYS'));
    const setArgv = sandbox.vm.globalSetter(bytes('ARGV'));
    const prepare = ({ script, words }: ScriptCall): typeof NONE => {
      this.#state.resp = 2;
      if (script.mentions.keys) setKeys(keyTable(words));
      if (script.mentions.args) setArgv(argTable(words));
      return NONE;
    };
    return { ...sandbox, runs: new Runs(sandbox, log, prepare, this.#pace) };
  }
}

/** Names by which a script may come by globals that it does not name. */
const ROUNDABOUT = ['_G', 'load', 'loadstring'];

/** What a script needs of what it is given, as far as its strings tell. */
function mentionsOf(strings: ReadonlySet<string>): Mentions {
  const isRoundabout = ROUNDABOUT.some((way) => strings.has(way));
  const may = (name: string): boolean => isRoundabout || strings.has(name);
  return { keys: may('KEYS'), args: may('ARGV') };
}

function failureOf(vm: LuaVm, thrown: unknown, { sha, body }: Script): Reply {
  if (!(thrown instanceof LuaError)) throw thrown;
  return failureReply(vm, thrown, { name: sha, body });
}
