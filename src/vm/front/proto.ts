/**
 * Proto: a compiled function as plain data, which the compiler turns into JS and the error messages read names
 * and lines from. Instructions are those of Lua 5.3 (lopcodes.h), packed in 32 bits.
 */

/** Lua 5.3's instruction numbers; only those that 5.1 source can give rise to. */
export const OP = {
  MOVE: 0,
  LOADK: 1,
  LOADKX: 2,
  LOADBOOL: 3,
  LOADNIL: 4,
  GETUPVAL: 5,
  GETTABUP: 6,
  GETTABLE: 7,
  SETTABUP: 8,
  SETUPVAL: 9,
  SETTABLE: 10,
  NEWTABLE: 11,
  SELF: 12,
  ADD: 13,
  SUB: 14,
  MUL: 15,
  MOD: 16,
  POW: 17,
  DIV: 18,
  UNM: 25,
  NOT: 27,
  LEN: 28,
  CONCAT: 29,
  JMP: 30,
  EQ: 31,
  LT: 32,
  LE: 33,
  TEST: 34,
  TESTSET: 35,
  CALL: 36,
  TAILCALL: 37,
  RETURN: 38,
  FORLOOP: 39,
  FORPREP: 40,
  TFORCALL: 41,
  TFORLOOP: 42,
  SETLIST: 43,
  CLOSURE: 44,
  VARARG: 45,
  EXTRAARG: 46,
} as const;

export type Constant = undefined | boolean | number | string;

export interface LocalName {
  readonly name: string;
  /** First and one-past-last instruction of its life. */
  readonly start: number;
  readonly end: number;
}

export interface UpvalueName {
  /** `ENVIRONMENT` for the table of globals, which is no upvalue of ours. */
  readonly name: string;
  /** True: a register of the enclosing function; false: one of its upvalues. */
  readonly inStack: boolean;
  readonly index: number;
}

/** The name under which the parser knows the table of globals; no Lua name can be it. */
export const ENVIRONMENT = '(environment)';

export interface Proto {
  readonly code: Int32Array;
  readonly lines: Int32Array;
  readonly constants: readonly Constant[];
  readonly children: readonly Proto[];
  readonly locals: readonly LocalName[];
  readonly upvalues: readonly UpvalueName[];
  /** Named parameters, without the implicit `arg`. */
  readonly params: number;
  readonly isVararg: boolean;
  /** How 5.1's implicit local `arg` begins: a table of the extra arguments, or nil because `...` is used. */
  readonly arg: 'absent' | 'nil' | 'table';
  readonly registers: number;
  readonly lineDefined: number;
  /** The chunk's name as messages show it. */
  readonly source: string;
}

export const opOf = (code: number): number => code & 0x3f;
export const argA = (code: number): number => (code >>> 6) & 0xff;
export const argC = (code: number): number => (code >>> 14) & 0x1ff;
export const argB = (code: number): number => code >>> 23;
export const argBx = (code: number): number => code >>> 14;
export const argAx = (code: number): number => code >>> 6;
export const argSBx = (code: number): number => (code >>> 14) - 0x1ffff;

/** B and C of many instructions name a register, or with this bit a constant. */
export const CONSTANT_BIT = 0x100;
