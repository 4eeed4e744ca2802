/**
 * Lua 5.1's lexer (llex.c) over a string of one char a byte, without LUA_COMPAT_LSTR, as the server has it: `[[`
 * means nothing inside `[[`. Token numbers are fengari's, for its parser reads them; `goto`, `//`, `::` and the
 * bit operators of 5.3 do not exist here.
 */
import { stringToNumber } from '../number.ts';

const FIRST_RESERVED = 257;
/** Added to characters that 5.3's parser would take for operators and that mean nothing in 5.1. */
const FOREIGN = 1000;

const WORDS =
  'and break do else elseif end false for function goto if in local nil not or repeat return then true until while'.split(
    ' ',
  );

export const TOKEN = {
  AND: FIRST_RESERVED,
  BREAK: FIRST_RESERVED + 1,
  DO: FIRST_RESERVED + 2,
  ELSE: FIRST_RESERVED + 3,
  ELSEIF: FIRST_RESERVED + 4,
  END: FIRST_RESERVED + 5,
  FOR: FIRST_RESERVED + 7,
  FUNCTION: FIRST_RESERVED + 8,
  IF: FIRST_RESERVED + 10,
  LOCAL: FIRST_RESERVED + 12,
  REPEAT: FIRST_RESERVED + 16,
  THEN: FIRST_RESERVED + 18,
  UNTIL: FIRST_RESERVED + 20,
  WHILE: FIRST_RESERVED + 21,
  CONCAT: FIRST_RESERVED + 23,
  DOTS: FIRST_RESERVED + 24,
  EQ: FIRST_RESERVED + 25,
  GE: FIRST_RESERVED + 26,
  LE: FIRST_RESERVED + 27,
  NE: FIRST_RESERVED + 28,
  EOS: FIRST_RESERVED + 32,
  NUMBER: FIRST_RESERVED + 33,
  ZERO: FIRST_RESERVED + 34,
  NAME: FIRST_RESERVED + 35,
  STRING: FIRST_RESERVED + 36,
} as const;

const SYMBOLS = new Map<number, string>([
  [TOKEN.CONCAT, '..'],
  [TOKEN.DOTS, '...'],
  [TOKEN.EQ, '=='],
  [TOKEN.GE, '>='],
  [TOKEN.LE, '<='],
  [TOKEN.NE, '~='],
  [TOKEN.EOS, '<eof>'],
  [TOKEN.NUMBER, '<number>'],
  [TOKEN.ZERO, '<number>'],
  [TOKEN.NAME, '<name>'],
  [TOKEN.STRING, '<string>'],
]);

const RESERVED = new Map(WORDS.map((word, i) => [word, FIRST_RESERVED + i]));
RESERVED.delete('goto');

/** A token's text in messages, without quotes. */
export function tokenText(token: number): string {
  if (token >= FOREIGN) return String.fromCharCode(token - FOREIGN);
  if (token >= FIRST_RESERVED) return SYMBOLS.get(token) ?? (WORDS[token - FIRST_RESERVED] as string);
  return token < 32 || token === 127 ? `char(${token})` : String.fromCharCode(token);
}

/** Thrown for a lexical or syntax fault; `near` is the token's text as the message shows it. */
export class SyntaxFault {
  readonly message: string;
  readonly line: number;
  constructor(message: string, line: number, near?: string) {
    this.message = near === undefined ? message : `${message} near '${untilNul(near)}'`;
    this.line = line;
  }
}

function untilNul(text: string): string {
  const nul = text.indexOf('\0');
  return nul < 0 ? text : text.slice(0, nul);
}

const EOZ = -1;
const AMPERSAND = 38;
const BAR = 124;
const [LF, CR, QUOTE, APOSTROPHE, MINUS, DOT, OPEN, CLOSE, EQUALS, BACKSLASH] = [
  10, 13, 34, 39, 45, 46, 91, 93, 61, 92,
] as const;
const ESCAPES = new Map(
  [...'abfnrtv'].map((letter, i) => [letter.charCodeAt(0), '\x07\b\f\n\r\t\v'[i] as string]),
);

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isSpace = (c: number): boolean => c === 32 || (c >= 9 && c <= 13);
const isWord = (c: number): boolean =>
  (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 95;

export class Lexer {
  line = 1;
  /** The number or string of the token just read. */
  number = 0;
  text = '';
  readonly #source: string;
  #at = 0;
  #current: number;
  /** What C's buffer would hold: messages quote it. */
  #buffer = '';

  constructor(source: string) {
    this.#source = source;
    this.#current = source.length === 0 ? EOZ : source.charCodeAt(0);
  }

  /** Reads the next token and gives its number. */
  read(): number {
    this.#buffer = '';
    for (;;) {
      const c = this.#current;
      if (c === LF || c === CR) this.#newLine();
      else if (isSpace(c)) this.#next();
      else if (c === MINUS) {
        this.#next();
        if (this.#current !== MINUS) return MINUS;
        this.#comment();
      } else if (isWord(c)) return isDigit(c) ? this.#numeral(this.#at) : this.#word();
      else return this.#symbol(c);
    }
  }

  /** The token as messages quote it. */
  near(token: number): string {
    const isQuoted =
      token === TOKEN.NAME || token === TOKEN.STRING || token === TOKEN.NUMBER || token === TOKEN.ZERO;
    return isQuoted ? this.#buffer : tokenText(token);
  }

  #fault(message: string, token: number): never {
    throw new SyntaxFault(message, this.line, this.near(token));
  }

  #next(): void {
    this.#at++;
    this.#current = this.#at < this.#source.length ? this.#source.charCodeAt(this.#at) : EOZ;
  }

  #saveNext(): void {
    this.#buffer += String.fromCharCode(this.#current);
    this.#next();
  }

  /** Skips the current character if it is one of these. */
  #take(characters: string): boolean {
    if (this.#current === EOZ || !characters.includes(String.fromCharCode(this.#current))) return false;
    this.#next();
    return true;
  }

  #newLine(): void {
    const old = this.#current;
    this.#next();
    if ((this.#current === LF || this.#current === CR) && this.#current !== old) this.#next();
    this.line++;
  }

  #comment(): void {
    this.#next();
    if (this.#current === OPEN) {
      const level = this.#separator();
      this.#buffer = '';
      if (level >= 0) {
        this.#longText(level, true);
        this.#buffer = '';
        return;
      }
    }
    while (this.#current !== LF && this.#current !== CR && this.#current !== EOZ) this.#next();
  }

  #symbol(c: number): number {
    switch (c) {
      case EOZ:
        return TOKEN.EOS;
      case OPEN:
        return this.#openBracket();
      case EQUALS:
        return this.#either(EQUALS, TOKEN.EQ);
      case 60:
        return this.#either(60, TOKEN.LE);
      case 62:
        return this.#either(62, TOKEN.GE);
      case 126:
        return this.#either(FOREIGN + 126, TOKEN.NE);
      case QUOTE:
      case APOSTROPHE:
        return this.#string(c);
      case DOT:
        return this.#dots();
      case AMPERSAND:
      case BAR:
        this.#next();
        return FOREIGN + c;
      default:
        this.#next();
        return c;
    }
  }

  /** `single`, or with a following `=` the token `double`. */
  #either(single: number, double: number): number {
    this.#next();
    if (this.#current !== EQUALS) return single;
    this.#next();
    return double;
  }

  #dots(): number {
    const start = this.#at;
    this.#saveNext();
    if (this.#current === DOT || this.#current === 0) {
      this.#saveNext();
      if (this.#current !== DOT && this.#current !== 0) return TOKEN.CONCAT;
      this.#saveNext();
      return TOKEN.DOTS;
    }
    return isDigit(this.#current) ? this.#numeral(start) : DOT;
  }

  #word(): number {
    const start = this.#at;
    while (isWord(this.#current)) this.#next();
    const word = this.#source.slice(start, this.#at);
    this.#buffer = word;
    this.text = word;
    return RESERVED.get(word) ?? TOKEN.NAME;
  }

  /** The token begins at `start`; the lexer stands within its leading digits. */
  #numeral(start: number): number {
    while (isDigit(this.#current) || this.#current === DOT) this.#next();
    // C's strchr also finds the set's closing NUL, so a NUL byte counts as an exponent letter and as a sign.
    if (this.#take('eE\0')) this.#take('+-\0');
    while (isWord(this.#current)) this.#next();
    this.#buffer = this.#source.slice(start, this.#at);
    const number = stringToNumber(untilNul(this.#buffer));
    if (number === undefined) return this.#fault('malformed number', TOKEN.NUMBER);
    this.number = number;
    return number === 0 ? TOKEN.ZERO : TOKEN.NUMBER;
  }

  #openBracket(): number {
    const level = this.#separator();
    if (level >= 0) {
      this.#longText(level, false);
      this.text = this.#buffer.slice(2 + level, this.#buffer.length - 2 - level);
      return TOKEN.STRING;
    }
    return level === -1 ? OPEN : this.#fault('invalid long string delimiter', TOKEN.STRING);
  }

  /** Reads `[==[` or `]==]` up to its second bracket: the number of `=`, or negative if it is none. */
  #separator(): number {
    const bracket = this.#current;
    let count = 0;
    this.#saveNext();
    while (this.#current === EQUALS) {
      this.#saveNext();
      count++;
    }
    return this.#current === bracket ? count : -count - 1;
  }

  #longText(level: number, isComment: boolean): void {
    this.#saveNext();
    if (this.#current === LF || this.#current === CR) this.#newLine();
    for (;;) {
      switch (this.#current) {
        case EOZ:
          this.#fault(isComment ? 'unfinished long comment' : 'unfinished long string', TOKEN.EOS);
          break;
        case CLOSE:
          if (this.#separator() !== level) break;
          this.#saveNext();
          return;
        case LF:
        case CR:
          this.#buffer = isComment ? '' : `${this.#buffer}\n`;
          this.#newLine();
          break;
        default:
          this.#longRun(isComment);
      }
    }
  }

  /** The characters up to the next one that means something in a long string. */
  #longRun(isComment: boolean): void {
    const start = this.#at;
    do this.#next();
    while (this.#current !== EOZ && this.#current !== CLOSE && this.#current !== LF && this.#current !== CR);
    if (!isComment) this.#buffer += this.#source.slice(start, this.#at);
  }

  #string(delimiter: number): number {
    this.#saveNext();
    while (this.#current !== delimiter) {
      switch (this.#current) {
        case EOZ:
          return this.#fault('unfinished string', TOKEN.EOS);
        case LF:
        case CR:
          return this.#fault('unfinished string', TOKEN.STRING);
        case BACKSLASH:
          this.#next();
          this.#escape();
          break;
        default:
          this.#stringRun(delimiter);
      }
    }
    this.#saveNext();
    this.text = this.#buffer.slice(1, -1);
    return TOKEN.STRING;
  }

  #stringRun(delimiter: number): void {
    const start = this.#at;
    do this.#next();
    while (
      this.#current !== delimiter &&
      this.#current !== BACKSLASH &&
      this.#current !== LF &&
      this.#current !== CR &&
      this.#current !== EOZ
    );
    this.#buffer += this.#source.slice(start, this.#at);
  }

  #escape(): void {
    const c = this.#current;
    const simple = ESCAPES.get(c);
    if (simple !== undefined) {
      this.#buffer += simple;
      this.#next();
    } else if (c === LF || c === CR) {
      this.#buffer += '\n';
      this.#newLine();
    } else if (isDigit(c)) this.#decimalEscape();
    else if (c !== EOZ) this.#saveNext();
  }

  #decimalEscape(): void {
    let code = 0;
    for (let i = 0; i < 3 && isDigit(this.#current); i++) {
      code = 10 * code + this.#current - 48;
      this.#next();
    }
    if (code > 255) this.#fault('escape sequence too large', TOKEN.STRING);
    this.#buffer += String.fromCharCode(code);
  }
}
