/**
 * Sorted set commands over several inputs, which may be plain sets (every score 1): ZUNION, ZINTER, ZDIFF,
 * their STORE forms and ZINTERCARD. Inputs are gone through from the smallest up, as the server does, since
 * the order of adding shows in the last digit of a sum.
 */
import type { ByteString } from '../../base/bytes.ts';
import { SYNTAX, WRONG_TYPE } from '../../base/errors.ts';
import { ErrorReply } from '../../base/reply.ts';
import { boundedArg, floatArg, integerArg, isWord } from '../../engine/command/argument.ts';
import { type Argv, arg, type Command, command } from '../../engine/command/command.ts';
import { keyAt, keyNum } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import { SetValue } from '../../engine/value/set.ts';
import { ZSetValue } from '../../engine/value/zset.ts';
import {
  type Aggregate,
  difference,
  eachCommon,
  type Input,
  intersection,
  type Operation,
  smallestFirst,
  union,
} from './operation.ts';
import { resultReply, storeResult } from './result.ts';

const WEIGHT_NOT_FLOAT = new ErrorReply('ERR weight value is not a float');
const LIMIT_NEGATIVE = new ErrorReply("ERR LIMIT can't be negative");

/** The options that a command takes. */
interface Grammar {
  readonly weights: boolean;
  readonly withScores: boolean;
  readonly limit: boolean;
}

/** A request as read: what to combine, and how. */
interface Asked {
  readonly inputs: Input[];
  aggregate: Aggregate;
  withScores: boolean;
  /** 0 when there is none. */
  limit: number;
}

/** Reads `numkeys key [key ...]` from position `from` on, looks the keys up, then reads the options. */
function askedOf(
  ctx: Context,
  argv: Argv,
  from: number,
  { name, grammar }: { name: string; grammar: Grammar },
): Asked {
  const numkeys = integerArg(arg(argv, from));
  if (numkeys < 1) throw new ErrorReply(`ERR at least 1 input key is needed for '${name}' command`);
  const end = from + 1 + numkeys;
  if (end > argv.length) throw SYNTAX;
  const inputs: Input[] = [];
  for (let i = from + 1; i < end; i++) inputs.push({ value: inputAt(ctx, arg(argv, i)), weight: 1 });
  const asked: Asked = { inputs, aggregate: 'sum', withScores: false, limit: 0 };
  for (let i = end; i < argv.length; ) i = readOption(argv, i, grammar, asked);
  return asked;
}

function inputAt(ctx: Context, key: ByteString): Input['value'] {
  const value = ctx.db.read(key);
  if (value === undefined || value instanceof ZSetValue || value instanceof SetValue) return value;
  throw WRONG_TYPE;
}

/** Reads the option at a position and returns where the next one begins. */
function readOption(argv: Argv, at: number, grammar: Grammar, asked: Asked): number {
  const word = argv[at];
  const left = argv.length - at;
  const { inputs } = asked;
  if (grammar.weights && left > inputs.length && isWord(word, 'WEIGHTS')) {
    inputs.forEach((input, i) => {
      input.weight = floatArg(arg(argv, at + 1 + i), WEIGHT_NOT_FLOAT);
    });
    return at + 1 + inputs.length;
  }
  if (grammar.weights && left > 1 && isWord(word, 'AGGREGATE')) {
    asked.aggregate = aggregateArg(arg(argv, at + 1));
    return at + 2;
  }
  if (grammar.withScores && isWord(word, 'WITHSCORES')) {
    asked.withScores = true;
    return at + 1;
  }
  if (grammar.limit && left > 1 && isWord(word, 'LIMIT')) {
    asked.limit = boundedArg(arg(argv, at + 1), 0, Infinity, LIMIT_NEGATIVE);
    return at + 2;
  }
  throw SYNTAX;
}

function aggregateArg(word: ByteString): Aggregate {
  if (isWord(word, 'SUM')) return 'sum';
  if (isWord(word, 'MIN')) return 'min';
  if (isWord(word, 'MAX')) return 'max';
  throw SYNTAX;
}

/** One of the three ways to combine: its words and what it does. */
interface Way {
  readonly noun: string;
  readonly complexity: string;
  readonly weighted: boolean;
  readonly operation: Operation;
}

const UNION: Way = {
  noun: 'union',
  complexity: 'O(N + M*log M) where N is the size of all inputs together and M that of the result.',
  weighted: true,
  operation: union,
};
const INTERSECTION: Way = {
  noun: 'intersection',
  complexity:
    'O(N*K + M*log M) where N is the size of the smallest input, K their number and M the size of the result.',
  weighted: true,
  operation: intersection,
};
const DIFFERENCE: Way = {
  noun: 'difference',
  complexity:
    'O(N*K + M*log M) where N is the size of the first input, K their number and M the size of the result.',
  weighted: false,
  operation: difference,
};

const WEIGHTED_SYNTAX = ' [WEIGHTS weight [weight ...]] [AGGREGATE SUM|MIN|MAX]';

function showing(name: string, way: Way): Command {
  const grammar: Grammar = { weights: way.weighted, withScores: true, limit: false };
  return command(
    {
      name,
      summary: `Returns the ${way.noun} of several sorted sets.`,
      since: '6.2.0',
      group: 'sorted-set',
      complexity: way.complexity,
      arity: -3,
      flags: 'readonly movablekeys',
      acl: 'read sortedset slow',
      keys: [keyNum(1, 'RO ACCESS')],
      syntax: `numkeys key [key ...]${way.weighted ? WEIGHTED_SYNTAX : ''} [WITHSCORES]`,
    },
    (ctx, argv) => {
      const asked = askedOf(ctx, argv, 1, { name, grammar });
      return resultReply(way.operation(asked.inputs, asked.aggregate), asked.withScores, ctx.resp);
    },
  );
}

function storing(name: string, since: string, way: Way): Command {
  const grammar: Grammar = { weights: way.weighted, withScores: false, limit: false };
  return command(
    {
      name,
      summary: `Stores the ${way.noun} of several sorted sets at a key.`,
      since,
      group: 'sorted-set',
      complexity: way.complexity,
      arity: -4,
      flags: 'write denyoom movablekeys',
      acl: 'write sortedset slow',
      keys: [keyAt(1, 'OW UPDATE'), keyNum(2, 'RO ACCESS')],
      syntax: `destination numkeys key [key ...]${way.weighted ? WEIGHTED_SYNTAX : ''}`,
    },
    (ctx, argv) => {
      const asked = askedOf(ctx, argv, 2, { name, grammar });
      return storeResult(ctx, argv[1], way.operation(asked.inputs, asked.aggregate), name);
    },
  );
}

export const zunion = showing('zunion', UNION);
export const zinter = showing('zinter', INTERSECTION);
export const zdiff = showing('zdiff', DIFFERENCE);
export const zunionstore = storing('zunionstore', '2.0.0', UNION);
export const zinterstore = storing('zinterstore', '2.0.0', INTERSECTION);
export const zdiffstore = storing('zdiffstore', '6.2.0', DIFFERENCE);

export const zintercard = command(
  {
    name: 'zintercard',
    summary: 'Returns how many members the intersection of several sorted sets has.',
    since: '7.0.0',
    group: 'sorted-set',
    complexity: 'O(N*K) where N is the size of the smallest input and K their number.',
    arity: -3,
    flags: 'readonly movablekeys',
    acl: 'read sortedset slow',
    keys: [keyNum(1, 'RO ACCESS')],
    syntax: 'numkeys key [key ...] [LIMIT limit]',
  },
  (ctx, argv) => {
    const grammar: Grammar = { weights: false, withScores: false, limit: true };
    const { inputs, limit } = askedOf(ctx, argv, 1, { name: 'zintercard', grammar });
    let cardinality = 0;
    eachCommon(smallestFirst(inputs), 'sum', () => ++cardinality !== limit);
    return cardinality;
  },
);
