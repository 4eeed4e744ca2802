/**
 * Lua programs for the fuzzer: made of the grammar's templates by choices that fast-check holds, so that
 * what it shrinks is the choices. Every program ends: loops and functions tick, texts and tables stay small.
 */
import fc from 'fast-check';
import { Draw } from './draw.ts';
import { COMMANDS } from './grammar/command.ts';
import { LIBRARIES } from './grammar/library.ts';
import { STATEMENTS } from './grammar/statement.ts';
import { VALUES } from './grammar/value.ts';
import { type Grammar, Writer } from './template.ts';

/** What is sent: a program to run, or one with a wound, of which only the compiler is asked. */
export interface LuaProgram {
  readonly source: string;
  readonly isWounded: boolean;
  readonly resp: 2 | 3;
}

const GRAMMAR: Grammar = { ...VALUES, ...LIBRARIES, ...COMMANDS, ...STATEMENTS };

const MOST_STATEMENTS = 12;
const MOST_CHOICES = 160;
/** Of a choice: more than any list of templates is long. */
const MOST_NUMBER = 999;

/**
 * One line before every program. Chance is the same in every run; `cut` keeps what is stored small; `tick` ends whatever goes on for too long;
 * `emit` shows values with their types, tables in the order of `pairs`, and never an address.
 */
const PREAMBLE = [
  'math.randomseed(7)',
  'local out, left = {}, 300',
  'local function tick() left = left - 1 if left < 0 then error("no ticks left") end end',
  'local function cut(v) local k = type(v) if k == "table" then return #v elseif k == "string" and #v > 48 then return v:sub(1, 48) end return v end',
  'local function show(v, depth) local k = type(v) if k == "table" then if depth == 0 then return "{...}" end local parts = {} for key, value in next, v do parts[#parts + 1] = show(key, depth - 1) .. "=" .. show(value, depth - 1) end return "{" .. table.concat(parts, ",") .. "}" elseif k == "number" then return string.format("%.17g", v) elseif k == "string" then return "s:" .. v elseif k == "boolean" or k == "nil" then return tostring(v) end return k end',
  'local function emit(...) if #out > 60 then return end for i = 1, select("#", ...) do out[#out + 1] = show((select(i, ...)), 3) end end',
  'local function try(default, body, ...) local ok, v = pcall(body, ...) if ok and v ~= nil then return v end emit(v) return default end',
].join(' ');

/** How often an expression has another type than wanted, in programs of three tempers. */
const WILD_PERCENTS = [0, 0, 1, 3, 8];

const choices = fc.array(fc.noBias(fc.nat(MOST_NUMBER)), { maxLength: MOST_CHOICES, size: 'max' });

interface Plan {
  readonly wildPercent: number;
  readonly statements: readonly (readonly number[])[];
  readonly reply: readonly number[];
  readonly wound: readonly [at: number, kind: number] | undefined;
  readonly resp: 2 | 3;
}

const plan: fc.Arbitrary<Plan> = fc.record({
  wildPercent: fc.constantFrom(...WILD_PERCENTS),
  statements: fc.array(choices, { minLength: 1, maxLength: MOST_STATEMENTS, size: 'max' }),
  reply: choices,
  wound: fc.oneof(
    { weight: 24, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.tuple(fc.nat(), fc.nat(MOST_NUMBER)) },
  ),
  resp: fc.constantFrom(2 as const, 3 as const),
});

export const luaProgram: fc.Arbitrary<LuaProgram> = plan.map(programOf);

function programOf({ wildPercent, statements, reply, wound, resp }: Plan): LuaProgram {
  const draw = new Draw();
  const writer = new Writer(GRAMMAR, draw, wildPercent);
  const lines = [PREAMBLE];
  for (const numbers of statements) {
    draw.refill(numbers);
    lines.push(writer.write('outermost'));
  }
  draw.refill(reply);
  lines.push(writer.write('reply'));
  const source = lines.join('\n');
  if (wound === undefined) return { source, isWounded: false, resp };
  return { source: wounded(source, wound), isWounded: true, resp };
}

const TOKEN = /[A-Za-z_]\w*|\d[\w.]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\.{1,3}|[=~<>]=|\s+|[^\s\w]/g;

/** One token left out, doubled, changed for another, or a byte put in. */
function wounded(source: string, [at, kind]: readonly [number, number]): string {
  const body = source.slice(PREAMBLE.length);
  const tokens = body.match(TOKEN) ?? [];
  const index = at % Math.max(1, tokens.length);
  const token = tokens[index] ?? '';
  const wounds = ['', token + token, STRAY[kind % STRAY.length] ?? '', token.slice(1), token.slice(0, -1)];
  tokens[index] = wounds[kind % wounds.length] ?? '';
  return PREAMBLE + tokens.join('');
}

const STRAY = [
  'end',
  'then',
  ')',
  '(',
  '=',
  '..',
  '...',
  'local',
  '}',
  ',',
  ';',
  '"',
  '[[',
  '\\',
  '\0',
  '\xff',
  '@',
  '3x',
  '~',
  'nil',
  'function',
  '--[[',
];
