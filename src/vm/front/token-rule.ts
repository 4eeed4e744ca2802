/**
 * What Lua 5.1's grammar says and fengari's 5.3 parser does not, judged on the stream of tokens as the parser
 * consumes them: stray `;`, where `break` may stand, calls that begin a line, the implicit `arg`, limits, and
 * the lines that instructions belong to. The parser's own state is read only for lines and limits.
 */
import type { FengariFunction, FengariLexState } from './fengari-shape.ts';
import { TOKEN } from './lexer.ts';
import { ENVIRONMENT, OP } from './proto.ts';

type BlockKind = 'if' | 'while' | 'for' | 'function' | 'do' | 'repeat';

interface Block {
  readonly kind: BlockKind;
  readonly line: number;
  /** A while or for whose `do` is still to come. */
  isOpen: boolean;
}

interface Bracket {
  readonly kind: 'parameters' | 'call' | 'group';
  /** The line of the call's first bracket or string, which is the call's own line. */
  readonly line: number;
}

const PAREN_OPEN = 40;
const PAREN_CLOSE = 41;
const COMMA = 44;
const SEMICOLON = 59;
const BRACKET_OPEN = 91;
const BRACKET_CLOSE = 93;
const BRACE_OPEN = 123;
const BRACE_CLOSE = 125;

const MAX_UPVALUES = 60;
const MAX_REGISTERS = 250;

const BLOCK_OF = new Map<number, BlockKind>([
  [TOKEN.IF, 'if'],
  [TOKEN.WHILE, 'while'],
  [TOKEN.FOR, 'for'],
  [TOKEN.FUNCTION, 'function'],
  [TOKEN.REPEAT, 'repeat'],
]);

/** Tokens after which no statement has ended, so that a `;` is stray. */
const BEFORE_STATEMENT = new Set<number>([0, SEMICOLON, TOKEN.THEN, TOKEN.DO, TOKEN.ELSE, TOKEN.REPEAT]);

/** What an assignment's target is made of, names and commas excepted. */
const TARGET_TOKENS = new Set<number>([
  46,
  58,
  PAREN_OPEN,
  PAREN_CLOSE,
  BRACKET_OPEN,
  BRACKET_CLOSE,
  BRACE_OPEN,
  BRACE_CLOSE,
  TOKEN.STRING,
]);

const BLOCK_END = new Set<number>([TOKEN.ELSE, TOKEN.ELSEIF, TOKEN.END, TOKEN.EOS, TOKEN.UNTIL]);

function isOnOperatorLine(op: number): boolean {
  return (op >= OP.ADD && op <= OP.UNM) || op === OP.LEN || op === OP.CONCAT;
}

export class TokenRules {
  readonly #blocks: Block[] = [];
  readonly #brackets: Bracket[] = [];
  /** The token consumed last. */
  #previous = 0;
  /** It ended an expression that a `(`, string or table would call. */
  #isCallable = false;
  /** Between `local` and the end of its names, where a `(` is no call. */
  #inLocalNames = false;
  #inFunctionName = false;
  #inParameters = false;
  #parametersJustClosed = false;
  #afterBreak = false;
  #dotsAreArg = false;
  #callLine = 0;
  /** The line on which the last condition of an `if` ended. */
  #conditionLine = 0;
  /** How many brackets enclose each comma after which we are still in a list of targets, outermost first. */
  readonly #targetDepths: number[] = [];
  /** The token consumed last ended a call's arguments. */
  #isCallEnd = false;
  readonly #fault: (message: string, near?: boolean) => never;

  /** `fault` raises at the current line, near the current token unless told not to. */
  constructor(fault: (message: string, near?: boolean) => never) {
    this.#fault = fault;
  }

  /** The parser is about to leave the current token behind. */
  consume(ls: FengariLexState): void {
    this.#settle(ls);
    const token = ls.t.token;
    if (token === TOKEN.THEN) this.#conditionLine = ls.lastline;
    if (token === SEMICOLON) this.#checkSemicolon();
    this.#trackBlock(token, ls.linenumber);
    const wasCallable = this.#isCallable;
    this.#isCallable = false;
    this.#isCallEnd = false;
    this.#parametersJustClosed = false;
    this.#trackTargets(token, wasCallable);
    this.#trackBracket(token, wasCallable, ls);
    if (this.#dotsAreArg) {
      ls.fs.f.is_vararg = true;
      ls.fs.f.hasArg = true;
      this.#dotsAreArg = false;
    }
    this.#inLocalNames =
      token === TOKEN.LOCAL || (this.#inLocalNames && (token === TOKEN.NAME || token === COMMA));
    this.#previous = token;
  }

  /** The parser has come to the end, which it does not leave behind. */
  end(ls: FengariLexState): void {
    this.#settle(ls);
  }

  /** 5.3 tests a condition once it is past the `then`, 5.1 before. */
  #settle(ls: FengariLexState): void {
    if (this.#previous === TOKEN.THEN) setLines(ls, this.#conditionLine);
    settleLines(ls, this.#callLine);
    checkLimits(ls, this.#fault);
  }

  /** The parser has its next token: judges `break`, and says whether `...` here names 5.1's `arg`. */
  arrive(token: number, line: number): 'arg' | 'plain' {
    if (this.#previous === TOKEN.BREAK) {
      if (!this.#isInLoop()) this.#fault('no loop to break');
      this.#afterBreak = true;
    }
    if (this.#afterBreak && !(this.#previous === TOKEN.BREAK && token === SEMICOLON)) {
      this.#afterBreak = false;
      if (!BLOCK_END.has(token)) this.#fault(this.#closing(line));
    }
    if (!this.#inParameters || token !== TOKEN.DOTS) return 'plain';
    this.#dotsAreArg = true;
    return 'arg';
  }

  /** What 5.1 says where 5.3 finds that an expression is no statement. */
  statementFault(): string {
    if (this.#previous === TOKEN.NAME || this.#previous === BRACKET_CLOSE) return "'=' expected";
    return this.#isCallEnd && !this.isInTargets() ? 'unexpected symbol' : 'syntax error';
  }

  /** What 5.1 says of a call's missing `)`: it names the line of the `(`, 5.3 that of the expression. */
  parenthesisFault(message: string, line: number): string {
    const bracket = this.#brackets.at(-1);
    if (bracket?.kind !== 'call') return message;
    return bracket.line === line ? "')' expected" : `')' expected (to close '(' at line ${bracket.line})`;
  }

  /** Keeps `targetDepths` while what follows a comma may still be a target of an assignment. */
  #trackTargets(token: number, wasCallable: boolean): void {
    const isInTargets = this.isInTargets();
    if (token === COMMA) {
      if (!isInTargets && !this.#inLocalNames) this.#targetDepths.push(this.#brackets.length);
    } else if (isInTargets) {
      const isTarget = token === TOKEN.NAME ? !wasCallable : TARGET_TOKENS.has(token);
      if (!isTarget) this.#targetDepths.pop();
    }
  }

  /** We are in the list of an assignment's targets, beyond the first. */
  isInTargets(): boolean {
    const depth = this.#brackets.length;
    while ((this.#targetDepths.at(-1) ?? 0) > depth) this.#targetDepths.pop();
    return this.#targetDepths.at(-1) === depth;
  }

  #checkSemicolon(): void {
    if (BEFORE_STATEMENT.has(this.#previous) || this.#parametersJustClosed) this.#fault('unexpected symbol');
  }

  #isInLoop(): boolean {
    for (let i = this.#blocks.length - 1; i >= 0; i--) {
      const { kind } = this.#blocks[i] as Block;
      if (kind === 'function') return false;
      if (kind === 'while' || kind === 'for' || kind === 'repeat') return true;
    }
    return false;
  }

  /** How the innermost block should have ended. */
  #closing(line: number): string {
    const block = this.#blocks.at(-1);
    if (block === undefined) return "'<eof>' expected";
    const end = block.kind === 'repeat' ? 'until' : 'end';
    return block.line === line
      ? `'${end}' expected`
      : `'${end}' expected (to close '${block.kind}' at line ${block.line})`;
  }

  #trackBlock(token: number, line: number): void {
    const kind = BLOCK_OF.get(token);
    if (kind !== undefined) {
      this.#blocks.push({ kind, line, isOpen: kind === 'while' || kind === 'for' });
      if (kind === 'function') this.#inFunctionName = true;
    } else if (token === TOKEN.DO) {
      const block = this.#blocks.at(-1);
      if (block?.isOpen) block.isOpen = false;
      else this.#blocks.push({ kind: 'do', line, isOpen: false });
    } else if (token === TOKEN.END || token === TOKEN.UNTIL) this.#blocks.pop();
  }

  #trackBracket(token: number, wasCallable: boolean, ls: FengariLexState): void {
    const line = ls.linenumber;
    switch (token) {
      case TOKEN.NAME:
        this.#inLocalNames &&= this.#previous === TOKEN.LOCAL || this.#previous === COMMA;
        this.#isCallable = !this.#inLocalNames;
        break;
      case TOKEN.STRING:
        this.#isCallable = wasCallable;
        if (wasCallable) this.#endCall(line);
        break;
      case PAREN_OPEN:
        this.#openParenthesis(wasCallable, ls);
        break;
      case BRACKET_OPEN:
        this.#brackets.push({ kind: 'group', line });
        break;
      case BRACE_OPEN:
        this.#brackets.push({ kind: wasCallable ? 'call' : 'group', line });
        break;
      case PAREN_CLOSE:
      case BRACKET_CLOSE:
      case BRACE_CLOSE:
        this.#closeBracket(token);
    }
  }

  #endCall(line: number): void {
    this.#callLine = line;
    this.#isCallEnd = true;
  }

  #openParenthesis(wasCallable: boolean, ls: FengariLexState): void {
    const line = ls.linenumber;
    if (this.#inFunctionName) {
      this.#inFunctionName = false;
      this.#inParameters = true;
      this.#brackets.push({ kind: 'parameters', line });
      return;
    }
    if (wasCallable && line !== ls.lastline) this.#fault('ambiguous syntax (function call x new statement)');
    this.#brackets.push({ kind: wasCallable ? 'call' : 'group', line });
  }

  #closeBracket(token: number): void {
    const bracket = this.#brackets.pop();
    if (bracket === undefined) return;
    if (bracket.kind === 'parameters') {
      this.#inParameters = false;
      this.#parametersJustClosed = true;
      return;
    }
    if (bracket.kind === 'call') this.#endCall(bracket.line);
    this.#isCallable = bracket.kind === 'call' || token !== BRACE_CLOSE;
  }
}

/**
 * Gives the instructions emitted since the last token their 5.1 lines: a call that of its `(`, an operator that
 * of the last token consumed (5.3 uses the expression's and the operator's).
 */
export function settleLines(ls: FengariLexState, callLine: number): void {
  const fs = ls.fs;
  const { code, lineinfo } = fs.f;
  for (let pc = Math.min(fs.mark ?? 0, fs.pc); pc < fs.pc; pc++) {
    const op = code[pc]?.opcode as number;
    if (op === OP.CALL || op === OP.TAILCALL) lineinfo[pc] = callLine;
    else if (isOnOperatorLine(op)) lineinfo[pc] = ls.lastline;
  }
  fs.mark = fs.pc;
}

/** Gives the instructions emitted since the last token this line. */
function setLines({ fs }: FengariLexState, line: number): void {
  for (let pc = Math.min(fs.mark ?? 0, fs.pc); pc < fs.pc; pc++) fs.f.lineinfo[pc] = line;
}

function checkLimits(ls: FengariLexState, fault: (message: string, near?: boolean) => never): void {
  if (ls.fs.f.maxstacksize >= MAX_REGISTERS) fault('function or expression too complex');
  for (let fs: FengariFunction | null = ls.fs; fs !== null; fs = fs.prev) {
    if (fs.nups <= MAX_UPVALUES) continue;
    const own = fs.f.upvalues.filter((upvalue) => upvalue.name.text !== ENVIRONMENT);
    if (own.length > MAX_UPVALUES)
      fault(`${functionName(fs.f.linedefined)} has more than ${MAX_UPVALUES} upvalues`, false);
  }
}

function functionName(line: number): string {
  return line === 0 ? 'main function' : `function at line ${line}`;
}

export const TOO_DEEP = 'chunk has too many syntax levels';
/** LUAI_MAXCCALLS. */
const MAX_LEVELS = 200;

/** What 5.1 says where 5.3 counts the targets of an assignment among the levels. */
export function targetsFault({ fs, L }: FengariLexState): string {
  return `${functionName(fs.f.linedefined)} has more than ${MAX_LEVELS - L.nCcalls} variables in assignment`;
}

/** The parser's message in 5.1's words; `near` is false where 5.1 names no token. */
export function translateMessage(message: string): { readonly text: string; readonly near: boolean } {
  const limit = /^too many (.+) \(limit is (\d+)\) in (.*)$/s.exec(message);
  if (limit !== null) {
    if (limit[1] === 'JS levels') return { text: TOO_DEEP, near: false };
    return { text: `${limit[3]} has more than ${limit[2]} ${limit[1]}`, near: false };
  }
  if (message === 'function or expression needs too many registers') {
    return { text: 'function or expression too complex', near: true };
  }
  return { text: message, near: true };
}
