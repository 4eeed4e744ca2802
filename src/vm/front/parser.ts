/**
 * Source text to Proto by fengari's parser and code generator, with Lua 5.1's lexer, rules and constant folding
 * put in their place for the length of one parse.
 */
import { LuaError } from '../error.ts';
import { power } from '../power.ts';
import { COMPILE_ROOM, RUN_ROOM, showChunkName } from './chunk-name.ts';
import { type Fengari, loadFengari } from './fengari.ts';
import type {
  FengariLexState,
  FengariProto,
  FengariState,
  FengariString,
  FengariToken,
  FengariValue,
} from './fengari-shape.ts';
import { Lexer, SyntaxFault, TOKEN, tokenText } from './lexer.ts';
import { type Constant, ENVIRONMENT, OP, opOf, type Proto } from './proto.ts';
import { TOO_DEEP, TokenRules, targetsFault, translateMessage } from './token-rule.ts';

/** A parser; fengari's state is made once and used for every parse. */
export class Parser {
  readonly #fengari: Fengari = loadFengari();
  readonly #state: FengariState = this.#fengari.lauxlib.luaL_newstate();

  /**
   * Parses a chunk of one char a byte. `depth` is how many calls of C the parser stands in, for the levels of syntax
   * are counted on top of them. Throws LuaError with the compile message.
   */
  parse(source: string, chunkName: string, depth: number): Proto {
    const state = this.#state;
    const { lparser, lzio } = this.#fengari;
    const top = state.top;
    state.nCcalls = depth;
    const run = new Run(source, this.#fengari);
    const restore = run.install();
    try {
      const name = new Uint8Array();
      const closure = lparser.luaY_parser(state, null, new lzio.MBuffer(), new lparser.Dyndata(), name, 0);
      run.end();
      return convert(closure.p, showChunkName(chunkName, RUN_ROOM));
    } catch (fault) {
      if (!(fault instanceof SyntaxFault)) throw fault;
      throw new LuaError(`${showChunkName(chunkName, COMPILE_ROOM)}:${fault.line}: ${fault.message}`);
    } finally {
      restore();
      while (state.top > top) delete state.stack[--state.top];
    }
  }
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).latin1Slice();

/** One parse: the strings it has met, its lexer and its rules, behind the functions that fengari calls. */
class Run {
  readonly #lexer: Lexer;
  readonly #rules: TokenRules;
  readonly #strings = new Map<string, FengariString>();
  readonly #fengari: Fengari;
  #ls: FengariLexState | undefined;
  /** The function that the last token stood in: the chunk's, in the end. */
  #function: FengariLexState['fs'] | undefined;

  constructor(source: string, fengari: Fengari) {
    this.#fengari = fengari;
    this.#lexer = new Lexer(source);
    this.#rules = new TokenRules((message, near = true) => this.#fail(message, near));
  }

  /** Puts 5.1's functions in place; the answer puts the old ones back. */
  install(): () => void {
    const { llex, lobject } = this.#fengari;
    const lexer = { ...llex };
    const arithmetic = lobject.luaO_arith;
    llex.luaX_setinput = (L, ls, _z, source) => this.#setInput(L, ls, source);
    llex.luaX_next = (ls) => this.#next(ls);
    llex.luaX_lookahead = (ls) => this.#read(ls, ls.lookahead);
    llex.luaX_newstring = (_ls, bytes) => this.#string(latin1(bytes));
    llex.luaX_syntaxerror = (_ls, bytes) => this.#syntaxError(latin1(bytes));
    llex.luaX_token2str = (_ls, token) => Buffer.from(`'${tokenText(token)}'`, 'latin1');
    lobject.luaO_arith = foldConstants;
    return () => {
      Object.assign(llex, lexer);
      lobject.luaO_arith = arithmetic;
    };
  }

  #setInput(L: FengariState, ls: FengariLexState, source: FengariString): void {
    this.#ls = ls;
    ls.L = L;
    ls.source = source;
    ls.linenumber = 1;
    ls.lastline = 1;
    ls.t = { token: 0, seminfo: { r: 0, i: 0, ts: null } };
    ls.lookahead = { token: TOKEN.EOS, seminfo: { r: 0, i: 0, ts: null } };
    ls.envn = this.#string(ENVIRONMENT);
  }

  /** What was emitted after the last token gets its lines. */
  end(): void {
    if (this.#ls !== undefined && this.#function !== undefined)
      this.#rules.end({ ...this.#ls, fs: this.#function });
  }

  #next(ls: FengariLexState): void {
    this.#function = ls.fs;
    this.#rules.consume(ls);
    ls.h = ls.fs.constants ??= this.#fengari.ltable.luaH_new(ls.L);
    ls.lastline = ls.linenumber;
    if (ls.lookahead.token !== TOKEN.EOS) {
      const { t, lookahead } = ls;
      ls.t = lookahead;
      ls.lookahead = t;
      ls.lookahead.token = TOKEN.EOS;
    } else this.#read(ls, ls.t);
    if (this.#rules.arrive(ls.t.token, ls.linenumber) === 'arg') {
      ls.t.token = TOKEN.NAME;
      ls.t.seminfo.ts = this.#string('arg');
    }
  }

  #read(ls: FengariLexState, into: FengariToken): number {
    const lexer = this.#lexer;
    const token = lexer.read();
    ls.linenumber = lexer.line;
    into.token = token;
    if (token === TOKEN.NAME || token === TOKEN.STRING) into.seminfo.ts = this.#string(lexer.text);
    else if (token === TOKEN.NUMBER) into.seminfo.r = lexer.number;
    else if (token === TOKEN.ZERO) into.seminfo.i = 0;
    return token;
  }

  /** One object a text, with a hash of ours: fengari's own takes "\1\35" and "\18\3" for the same. */
  #string(text: string): FengariString {
    let string = this.#strings.get(text);
    if (string === undefined) {
      string = new this.#fengari.lstring.TString(this.#ls?.L, Buffer.from(text, 'latin1'));
      string.text = text;
      string.hash = `|${text}`;
      this.#strings.set(text, string);
    }
    return string;
  }

  #syntaxError(message: string): never {
    const { text, near } = translateMessage(message);
    if (text === 'syntax error') return this.#fail(this.#rules.statementFault(), near);
    if (text === TOO_DEEP && this.#rules.isInTargets())
      return this.#fail(targetsFault(this.#ls as FengariLexState), near);
    if (!text.startsWith("')' expected")) return this.#fail(text, near);
    const line = (this.#ls as FengariLexState).linenumber;
    return this.#fail(this.#rules.parenthesisFault(text, line), near);
  }

  #fail(message: string, near: boolean): never {
    const ls = this.#ls as FengariLexState;
    const token = ls.t.token;
    throw new SyntaxFault(message, ls.linenumber, near && token !== 0 ? this.#lexer.near(token) : undefined);
  }
}

const [ADD, SUB, MUL, MOD, POW, DIV, UNM] = [0, 1, 2, 3, 4, 5, 12] as const;

function arithmetic(op: number, a: number, b: number): number {
  switch (op) {
    case ADD:
      return a + b;
    case SUB:
      return a - b;
    case MUL:
      return a * b;
    case MOD:
      return a - Math.floor(a / b) * b;
    case POW:
      return power(a, b);
    case DIV:
      return a / b;
    case UNM:
      return -a;
    default:
      throw new Error(`no such operator: ${op}`);
  }
}

/**
 * lcode.c's constant folding with 5.1's operators. Zeros are marked as integers, for 5.3 would not fold to a
 * zero, and so share one constant, of the sign that came first, as they do in 5.1.
 */
function foldConstants(
  _L: unknown,
  op: number,
  a: FengariValue,
  b: FengariValue,
  result: FengariValue,
): void {
  const value = arithmetic(op, a.value as number, b.value as number);
  if (value === 0) result.setivalue(value);
  else result.setfltvalue(value);
}

function convert(proto: FengariProto, source: string): Proto {
  const code = Int32Array.from(proto.code, (instruction) => instruction.code);
  const usesDots = code.some((instruction) => opOf(instruction) === OP.VARARG);
  const hasArg = proto.hasArg === true;
  return {
    code,
    lines: Int32Array.from(proto.lineinfo),
    constants: proto.k.map(constantOf),
    children: proto.p.map((child) => convert(child, source)),
    locals: proto.locvars.map(({ varname, startpc, endpc }) => ({
      name: varname.text,
      start: startpc,
      end: endpc,
    })),
    upvalues: proto.upvalues.map(({ name, instack, idx }) => ({
      name: name.text,
      inStack: instack,
      index: idx,
    })),
    params: proto.numparams - (hasArg ? 1 : 0),
    isVararg: proto.is_vararg,
    arg: !hasArg ? 'absent' : usesDots ? 'nil' : 'table',
    registers: proto.maxstacksize,
    lineDefined: proto.linedefined,
    source,
  };
}

function constantOf(constant: FengariValue): Constant {
  if (constant.ttisstring()) return (constant.value as FengariString).text;
  return constant.value === null ? undefined : (constant.value as Constant);
}
