/**
 * The Lua calls under way, for `error` with a level. They are read off V8's own stack when somebody asks, so that
 * calls keep no books: generated code has a line for each site (compile/writer.ts) and names its chunk, and the
 * calls that builtins make are known by the names of the methods that make them. The handler of an xpcall stands on top
 * of what has failed, which has left V8's stack by then: it was taken down as it was. Where a JS engine shows no such
 * stack, a level has no position; nor has, in a twin, one that lies beyond a call handed to the driver, or (in plain
 * code) beyond tail calls that have unwound.
 */
import { OP, opOf, type Proto } from './front/proto.ts';

/** An instruction that calls. */
interface Place {
  readonly proto: Proto;
  readonly pc: number;
}

/** A call: of Lua code, where it stands; of a builtin, or of a function that was lost in a tail call, no place. */
type Level<Site> = Site | undefined;

/** Methods that call a Lua value on behalf of a builtin, which then is a level of its own. */
const BUILTIN_CALLS = new Set(['fromBuiltin', 'pairFromBuiltin', 'twinFromBuiltin', 'guarded']);
/** Methods that call the handler of an xpcall: below it lies what has failed. */
const HANDLER_CALLS = new Set(['asHandler', 'twinAsHandler']);
/** The function by which Lua code raises an error itself; whatever else raises one is a builtin, a level of its own. */
const LUA_RAISES = 'failAt';
/** Methods that make the tail calls of those who have left the stack already. */
const LATE_TAIL_CALLS = new Set(['finish', 'restarted']);
/** Methods that begin a stack of Lua calls: what lies beyond is another's. */
const BEGINNINGS = new Set(['fromOutside', 'advance']);

/** JS frames that are looked at first; a level takes one to six. */
const FIRST_FRAMES = 10;
const MAX_FRAMES = 200_000;
/** Of a stack that is taken down at each error under an xpcall. */
const MOST_RAISED = 300;

/** Lines before the first site's in a text given to `new Function`: two of its head, and our own declarations. */
const LINES_BEFORE = 4;

const PREFIX = 'tidelock-lua-';
const FIRST_SWEEP = 256;

/** Sites by the chunk and the line of generated code; chunks that are gone are forgotten. */
export class ChunkBook<Site extends Place> {
  readonly #chunks = new Map<string, WeakRef<readonly Site[]>>();
  #count = 0;
  #sweepAt = FIRST_SWEEP;

  /** The name for the text in which the n-th site begins the n-th line. */
  register(sites: readonly Site[]): string {
    if (this.#chunks.size >= this.#sweepAt) this.#sweep();
    const name = `${PREFIX}${this.#count++}`;
    this.#chunks.set(name, new WeakRef(sites));
    return name;
  }

  /** Where the code of a JS frame stands; undefined where it is no code of ours. */
  siteOf(frame: NodeJS.CallSite): Site | undefined {
    const name = frame.getScriptNameOrSourceURL();
    if (name === undefined || name === null || !name.startsWith(PREFIX)) return undefined;
    return this.#chunks.get(name)?.deref()?.[(frame.getLineNumber() ?? 0) - LINES_BEFORE];
  }

  #sweep(): void {
    for (const [name, sites] of this.#chunks) if (sites.deref() === undefined) this.#chunks.delete(name);
    this.#sweepAt = Math.max(FIRST_SWEEP, 2 * this.#chunks.size);
  }
}

/** A stack as it was when an error was raised; read when somebody asks, for that is what takes time. */
export class RaisedStack {
  readonly #holder: Holder = {};

  constructor() {
    capture(this.#holder, MOST_RAISED, RaisedStack);
  }

  get frames(): readonly NodeJS.CallSite[] {
    return framesOf(this.#holder);
  }
}

/** What a running handler of xpcall stands on: what has failed, and the handler that was running then. */
export interface Handled {
  readonly stack: RaisedStack | undefined;
  readonly below: Handled | undefined;
}

/**
 * Where the call of that level stands, 1 being the caller of the running builtin (lua_getstack).
 * @param handled what the innermost handler that is running stands on
 */
export function siteOfLevel<Site extends Place>(
  book: ChunkBook<Site>,
  level: number,
  handled: Handled | undefined,
): Level<Site> {
  for (let limit = FIRST_FRAMES; ; limit *= 8) {
    const frames = stackFrames(limit);
    const levels = new Levels(book);
    const end = levels.addAll(frames, level, handled);
    if (levels.found.length >= level) return levels.found[level - 1];
    if (end === 'over' || frames.length < limit || limit >= MAX_FRAMES) return undefined;
  }
}

/** Turns JS frames, innermost first, into levels. */
class Levels<Site extends Place> {
  readonly #book: ChunkBook<Site>;
  readonly found: Level<Site>[] = [];
  /** What the last level was: the running builtin to begin with. */
  #last: 'builtin' | 'lua' = 'builtin';

  constructor(book: ChunkBook<Site>) {
    this.#book = book;
  }

  /** Adds frames until there are so many levels; `over` when the stack of calls begins before. */
  addAll(frames: readonly NodeJS.CallSite[], most: number, handled: Handled | undefined): 'over' | 'more' {
    for (const frame of frames) {
      if (this.found.length >= most) return 'more';
      if (HANDLER_CALLS.has(frame.getFunctionName() ?? '')) {
        const failed = handled?.stack?.frames;
        if (failed === undefined) this.#addOther('builtin');
        else {
          this.#beginRaise(failed);
          return this.addAll(failed, most, handled?.below);
        }
      } else if (!this.#add(frame)) return 'over';
    }
    return 'more';
  }

  /** What raised the error: a builtin is there, too. */
  #beginRaise(frames: readonly NodeJS.CallSite[]): void {
    const first = frames.findIndex((frame) => this.#book.siteOf(frame) !== undefined);
    const raisers = first < 0 ? frames : frames.slice(0, first);
    if (raisers.some((frame) => frame.getFunctionName() === LUA_RAISES)) this.#last = 'builtin';
    else this.#addOther('builtin');
  }

  /** False where this stack of calls begins. */
  #add(frame: NodeJS.CallSite): boolean {
    const site = this.#book.siteOf(frame);
    if (site !== undefined) this.#addLua(site);
    else {
      const name = frame.getFunctionName() ?? '';
      if (BEGINNINGS.has(name)) return false;
      if (BUILTIN_CALLS.has(name)) this.#addOther('builtin');
      else if (LATE_TAIL_CALLS.has(name)) this.#addOther('lua');
    }
    return true;
  }

  /** Who has made a tail call of Lua code is no longer there, though V8 still has it. */
  #addLua(site: Site): void {
    const isLost = this.#last === 'lua' && opOf(site.proto.code[site.pc] as number) === OP.TAILCALL;
    this.found.push(isLost ? undefined : site);
    this.#last = 'lua';
  }

  #addOther(kind: 'builtin' | 'lua'): void {
    this.found.push(undefined);
    this.#last = kind;
  }
}

interface Holder {
  stack?: unknown;
}

/** The JS stack, innermost frame first, at most so many. */
function stackFrames(limit: number): readonly NodeJS.CallSite[] {
  const holder: Holder = {};
  capture(holder, limit, stackFrames);
  return framesOf(holder);
}

/** Takes the stack down, without what `below` has called; V8 makes frames of it when it is read. */
function capture(holder: Holder, limit: number, below: unknown): void {
  const { stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = limit;
    Error.captureStackTrace(holder, below as () => unknown);
  } catch {
    // Where Error is frozen, levels have no position.
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function framesOf(holder: Holder): readonly NodeJS.CallSite[] {
  const { prepareStackTrace } = Error;
  try {
    Error.prepareStackTrace = (_error, frames) => frames;
    const { stack } = holder;
    return Array.isArray(stack) ? (stack as NodeJS.CallSite[]) : [];
  } catch {
    return [];
  } finally {
    if (prepareStackTrace === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace');
    else Error.prepareStackTrace = prepareStackTrace;
  }
}
