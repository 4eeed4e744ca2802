/** JSON to Lua values, with lua-cjson's tokens, leniencies and complaints. */
import { bytes } from '../../base/bytes.ts';
import { type LuaHost, LuaTable, type LuaValue, raise } from '../../vm/index.ts';
import { decodePlain, NOT_PLAIN, TURNS, VALUE_FUEL } from './cjson-fast.ts';
import { type CjsonOptions, JSON_NULL } from './cjson-option.ts';

type TokenType =
  | 'T_OBJ_BEGIN'
  | 'T_OBJ_END'
  | 'T_ARR_BEGIN'
  | 'T_ARR_END'
  | 'T_STRING'
  | 'T_NUMBER'
  | 'T_BOOLEAN'
  | 'T_NULL'
  | 'T_COLON'
  | 'T_COMMA'
  | 'T_END'
  | 'T_ERROR';

const SINGLE: Readonly<Record<string, TokenType>> = {
  '{': 'T_OBJ_BEGIN',
  '}': 'T_OBJ_END',
  '[': 'T_ARR_BEGIN',
  ']': 'T_ARR_END',
  ',': 'T_COMMA',
  ':': 'T_COLON',
  '\0': 'T_END',
};

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
};

/** What strtod reads: a decimal, a hexadecimal, an infinity or a NaN. */
const NUMBER =
  /[+-]?(?:0x(?:[0-9a-f]+\.?[0-9a-f]*|\.[0-9a-f]+)(?:p[+-]?\d+)?|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan(?:\([0-9a-z_]*\))?)/iy;
/** Numbers that strtod reads and JSON forbids: a plus, a leading zero, hexadecimal, infinities and NaN. */
const INVALID_NUMBER = /\+|-?(?:0[x0-9]|inf|nan)/iy;
/** Escapes between two payments: each is two nodes of a rope until the string is whole. */
const ESCAPES_A_PIECE = 64;
const PLAIN_STRING = /[^"\\\0]*/y;

/** The value of a text. Raises "Expected … but found … at character n". */
export function decodeJson(host: LuaHost, text: string, options: CjsonOptions): LuaValue {
  if (text.length >= 2 && (text[0] === '\0' || text[1] === '\0'))
    raise('JSON parser does not support UTF-16 or UTF-32');
  const plain = decodePlain(host, text, options.decodeMaxDepth);
  if (plain !== NOT_PLAIN) return plain;
  return new Decoder(host, text, options).document();
}

class Decoder {
  readonly #host: LuaHost;
  readonly #text: string;
  readonly #options: CjsonOptions;
  #at = 0;
  #depth = 0;
  #values = 0;
  #type: TokenType = 'T_END';
  /** Where the token began, or where it went wrong. */
  #index = 0;
  #value: LuaValue = undefined;
  /** What is wrong with a token of type T_ERROR. */
  #problem = '';

  constructor(host: LuaHost, text: string, options: CjsonOptions) {
    this.#host = host;
    this.#text = text;
    this.#options = options;
  }

  document(): LuaValue {
    this.#next();
    const value = this.#process();
    this.#next();
    if (this.#type !== 'T_END') this.#expected('the end');
    return value;
  }

  /** The next token must be one of these. */
  #expect(type: TokenType, what: string): void {
    if (this.#type !== type) this.#expected(what);
  }

  /** True at the closing token, which ends a list; otherwise a comma must stand here, and is passed over. */
  #closes(end: TokenType, what: string): boolean {
    this.#next();
    if (this.#is(end)) return true;
    this.#expect('T_COMMA', what);
    this.#next();
    return false;
  }

  #is(type: TokenType): boolean {
    return this.#type === type;
  }

  #expected(what: string): never {
    const found = this.#type === 'T_ERROR' ? this.#problem : this.#type;
    return raise(`Expected ${what} but found ${found} at character ${this.#index + 1}`);
  }

  #process(): LuaValue {
    if (++this.#values % TURNS === 0) this.#host.charge(TURNS * VALUE_FUEL);
    switch (this.#type) {
      case 'T_STRING':
      case 'T_NUMBER':
      case 'T_BOOLEAN':
        return this.#value;
      case 'T_NULL':
        return JSON_NULL;
      case 'T_OBJ_BEGIN':
        return this.#object();
      case 'T_ARR_BEGIN':
        return this.#array();
      default:
        return this.#expected('value');
    }
  }

  #descend(): void {
    this.#depth++;
    if (this.#depth > this.#options.decodeMaxDepth)
      raise(`Found too many nested data structures (${this.#depth}) at character ${this.#at}`);
  }

  #object(): LuaTable {
    this.#descend();
    const table = new LuaTable();
    this.#next();
    let done = this.#is('T_OBJ_END');
    while (!done) {
      this.#expect('T_STRING', 'object key string');
      const key = this.#value;
      this.#next();
      this.#expect('T_COLON', 'colon');
      this.#next();
      table.set(key, this.#process());
      done = this.#closes('T_OBJ_END', 'comma or object end');
    }
    this.#depth--;
    return table;
  }

  #array(): LuaTable {
    this.#descend();
    const table = new LuaTable();
    this.#next();
    let done = this.#is('T_ARR_END');
    for (let i = 1; !done; i++) {
      table.set(i, this.#process());
      done = this.#closes('T_ARR_END', 'comma or array end');
    }
    this.#depth--;
    return table;
  }

  /** Reads the next token into #type, #value and #index. */
  #next(): void {
    const text = this.#text;
    let char = text.charCodeAt(this.#at);
    while (char === 32 || char === 9 || char === 10 || char === 13) char = text.charCodeAt(++this.#at);
    this.#index = this.#at;
    if (this.#at >= text.length) {
      this.#type = 'T_END';
      return;
    }
    const single = SINGLE[text[this.#at] as string];
    if (single !== undefined) {
      this.#type = single;
      if (single !== 'T_END') this.#at++;
    } else if (char === 34) this.#string();
    else if (char === 45 || (char >= 48 && char <= 57)) {
      if (!this.#options.decodeInvalid && this.#isInvalidNumber()) this.#error('invalid number');
      else this.#number();
    } else this.#word();
  }

  #word(): void {
    const text = this.#text;
    if (text.startsWith('true', this.#at)) this.#token('T_BOOLEAN', true, 4);
    else if (text.startsWith('false', this.#at)) this.#token('T_BOOLEAN', false, 5);
    else if (text.startsWith('null', this.#at)) this.#token('T_NULL', undefined, 4);
    else if (this.#options.decodeInvalid && this.#isInvalidNumber()) this.#number();
    else this.#error('invalid token');
  }

  #token(type: TokenType, value: LuaValue, length: number): void {
    this.#type = type;
    this.#value = value;
    this.#at += length;
  }

  #error(problem: string): void {
    this.#type = 'T_ERROR';
    this.#problem = problem;
    this.#index = this.#at;
  }

  #isInvalidNumber(): boolean {
    INVALID_NUMBER.lastIndex = this.#at;
    return INVALID_NUMBER.test(this.#text);
  }

  #number(): void {
    NUMBER.lastIndex = this.#at;
    const match = NUMBER.exec(this.#text);
    if (match === null) this.#error('invalid number');
    else this.#token('T_NUMBER', toNumber(match[0]), match[0].length);
  }

  #string(): void {
    const text = this.#text;
    let value = '';
    let escapes = 0;
    this.#at++;
    for (;;) {
      PLAIN_STRING.lastIndex = this.#at;
      const plain = PLAIN_STRING.exec(text)?.[0] ?? '';
      value += plain;
      this.#at += plain.length;
      const char = text[this.#at];
      if (char === '"') break;
      if (char === undefined || char === '\0') {
        this.#error('unexpected end of string');
        return;
      }
      const escaped = this.#escape();
      if (escaped === undefined) return;
      value += escaped;
      if (++escapes % ESCAPES_A_PIECE === 0) {
        this.#host.charge(ESCAPES_A_PIECE);
      }
    }
    this.#token('T_STRING', bytes(value), 1);
  }

  /** What an escape stands for, in UTF-8; undefined when it is wrong. */
  #escape(): string | undefined {
    const char = this.#text[this.#at + 1] ?? '';
    if (char === 'u') return this.#unicode();
    const plain = Object.hasOwn(ESCAPES, char) ? ESCAPES[char] : undefined;
    if (plain === undefined) this.#error('invalid escape code');
    else this.#at += 2;
    return plain;
  }

  #unicode(): string | undefined {
    const match = /^\\u([0-9a-f]{4})(?:\\u([0-9a-f]{4}))?/i.exec(this.#text.slice(this.#at, this.#at + 12));
    const high = Number.parseInt(match?.[1] ?? '', 16);
    const low = Number.parseInt(match?.[2] ?? '', 16);
    const isHalf = (high & 0xf800) === 0xd800;
    const isPair = isHalf && (high & 0x400) === 0 && (low & 0xfc00) === 0xdc00;
    if (match === null || (isHalf && !isPair)) {
      this.#error('invalid unicode escape code');
      return undefined;
    }
    this.#at += isPair ? 12 : 6;
    const codePoint = isPair ? 0x10000 + ((high & 0x3ff) << 10) + (low & 0x3ff) : high;
    return Buffer.from(String.fromCodePoint(codePoint), 'utf8').latin1Slice();
  }
}

function toNumber(text: string): number {
  const plain = text.replace(/^[+-]/, '').toLowerCase();
  const sign = text.startsWith('-') ? -1 : 1;
  if (plain.startsWith('inf')) return sign * Number.POSITIVE_INFINITY;
  if (plain.startsWith('nan')) return Number.NaN;
  return sign * (plain.startsWith('0x') ? hexNumber(plain.slice(2)) : Number(plain));
}

function hexNumber(text: string): number {
  const [mantissa = '', exponent = '0'] = text.split('p');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return Number.parseInt(whole + fraction, 16) * 2 ** (Number(exponent) - 4 * fraction.length);
}
