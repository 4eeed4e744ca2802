/**
 * The shapes of fengari's insides that the front end touches: names as in its source (a port of Lua 5.3's C).
 */

export interface FengariState {
  top: number;
  nCcalls: number;
  readonly stack: unknown[];
}

/** A string of the parser. `hash` is the key under which constants and names are found again. */
export interface FengariString {
  hash: string | null;
  readonly realstring: Uint8Array;
  /** Ours: the same as a JS string of one char a byte. */
  text: string;
}

export interface FengariValue {
  readonly value: unknown;
  ttisstring(): boolean;
  setivalue(value: number): void;
  setfltvalue(value: number): void;
}

export interface FengariProto {
  readonly k: FengariValue[];
  readonly p: FengariProto[];
  readonly code: { readonly code: number; readonly opcode: number }[];
  readonly lineinfo: number[];
  readonly upvalues: { readonly name: FengariString; readonly instack: boolean; readonly idx: number }[];
  readonly locvars: { readonly varname: FengariString; readonly startpc: number; readonly endpc: number }[];
  readonly numparams: number;
  readonly maxstacksize: number;
  readonly linedefined: number;
  is_vararg: boolean;
  /** Ours: the last parameter stands for 5.1's implicit `arg`. */
  hasArg?: boolean;
}

export interface FengariFunction {
  readonly f: FengariProto;
  readonly prev: FengariFunction | null;
  readonly pc: number;
  readonly nups: number;
  /** Ours: where its constants are, by value; fengari has one such table a chunk, 5.1 one a function. */
  constants?: object;
  /** Ours: instructions below this have their final line. */
  mark?: number;
}

export interface FengariToken {
  token: number;
  seminfo: { r: number; i: number; ts: FengariString | null };
}

export interface FengariLexState {
  t: FengariToken;
  lookahead: FengariToken;
  linenumber: number;
  lastline: number;
  fs: FengariFunction;
  L: FengariState;
  source: FengariString;
  envn: FengariString;
  /** The table in which constants are looked up. */
  h: object;
}

export interface FengariLexer {
  readonly RESERVED: Readonly<Record<string, number>>;
  luaX_next(ls: FengariLexState): void;
  luaX_lookahead(ls: FengariLexState): number;
  luaX_setinput(L: FengariState, ls: FengariLexState, z: unknown, source: FengariString, first: number): void;
  luaX_newstring(ls: FengariLexState, bytes: Uint8Array): FengariString;
  luaX_syntaxerror(ls: FengariLexState, message: Uint8Array): never;
  luaX_token2str(ls: FengariLexState, token: number): Uint8Array;
}

export interface FengariObject {
  luaO_arith(L: unknown, op: number, a: FengariValue, b: FengariValue, result: FengariValue): void;
}

export interface FengariParser {
  luaY_parser(
    L: FengariState,
    z: unknown,
    buffer: object,
    dyd: object,
    name: Uint8Array,
    first: number,
  ): { readonly p: FengariProto };
  readonly Dyndata: new () => object;
}
