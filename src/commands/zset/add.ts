/** Sorted set commands that give members their scores: ZADD and ZINCRBY. */
import { SYNTAX } from '../../base/errors.ts';
import { Double, ErrorReply, type Reply } from '../../base/reply.ts';
import { floatArg, isWord } from '../../engine/command/argument.ts';
import { type Argv, arg, command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import { writeZSet, ZSetValue } from '../../engine/value/zset.ts';
import { ADDED, UNCHANGED, UPDATED } from '../../engine/value/zset-entry.ts';

const XX_AND_NX = new ErrorReply('ERR XX and NX options at the same time are not compatible');
const GT_LT_NX = new ErrorReply('ERR GT, LT, and/or NX options at the same time are not compatible');
const INCR_PAIRS = new ErrorReply('ERR INCR option supports a single increment-element pair');
const RESULT_NAN = new ErrorReply('ERR resulting score is not a number (NaN)');

const NX = 1;
const XX = 2;
const GT = 4;
const LT = 8;
const CH = 16;
const INCR = 32;
/** Options under which the score that a member has decides. */
const DEPENDS = NX | XX | GT | LT | INCR;

const OPTIONS: readonly (readonly [string, number])[] = [
  ['NX', NX],
  ['XX', XX],
  ['CH', CH],
  ['INCR', INCR],
  ['GT', GT],
  ['LT', LT],
];
/** The longest of the options' names. */
const LONGEST_OPTION = 4;

export const zadd = command(
  {
    name: 'zadd',
    summary: 'Adds members to a sorted set, or gives them other scores.',
    since: '1.2.0',
    group: 'sorted-set',
    complexity: 'O(log N) for each member given, where N is the size of the sorted set.',
    arity: -4,
    flags: 'write denyoom fast',
    acl: 'write sortedset fast',
    keys: [keyAt(1, 'RW UPDATE')],
    syntax: 'key [NX|XX] [GT|LT] [CH] [INCR] score member [score member ...]',
  },
  (ctx, argv) => add(ctx, argv, 0),
);

export const zincrby = command(
  {
    name: 'zincrby',
    summary: 'Adds to the score of a member of a sorted set, which is made when it is not there.',
    since: '1.2.0',
    group: 'sorted-set',
    complexity: 'O(log N) where N is the size of the sorted set.',
    arity: 4,
    flags: 'write denyoom fast',
    acl: 'write sortedset fast',
    keys: [keyAt(1, 'RW ACCESS UPDATE')],
    syntax: 'key increment member',
  },
  (ctx, argv) => add(ctx, argv, INCR),
);

/** Both commands, as in the server: ZINCRBY is ZADD with INCR and reads its options too. */
function add(ctx: Context, argv: Argv, given: number): Reply {
  let first = 2;
  let options = given;
  for (; first < argv.length; first++) {
    const option = optionOf(argv, first);
    if (option === 0) break;
    options |= option;
  }
  const words = argv.length - first;
  if (words === 0 || words % 2 !== 0) throw SYNTAX;
  if (options !== 0) checkOptions(options, words);
  return words === 2 ? addOne(ctx, argv, first, options) : addSeveral(ctx, argv, first, options);
}

function optionOf(argv: Argv, position: number): number {
  const word = arg(argv, position);
  if (word.length > LONGEST_OPTION || word.charCodeAt(0) < 65) return 0;
  for (const [name, bit] of OPTIONS) if (isWord(word, name)) return bit;
  return 0;
}

function checkOptions(options: number, words: number): void {
  if ((options & NX) !== 0 && (options & XX) !== 0) throw XX_AND_NX;
  const exclusive = options & (GT | LT | NX);
  if ((exclusive & (exclusive - 1)) !== 0) throw GT_LT_NX;
  if ((options & INCR) !== 0 && words > 2) throw INCR_PAIRS;
}

/** One pair: the common case, without an array of scores. */
function addOne(ctx: Context, argv: Argv, first: number, options: number): Reply {
  const key = argv[1];
  const score = floatArg(arg(argv, first));
  const zset = target(ctx, argv, options);
  if (zset === undefined) return answer(options, 0, 0, undefined);
  const member = arg(argv, first + 1);
  const settled = (options & DEPENDS) === 0 ? score : settle(zset.entries.scoreOf(member), score, options);
  const did = settled === undefined ? UNCHANGED : zset.add(settled, member, ctx.core.config);
  if (did !== UNCHANGED) ctx.wrote('z', (options & INCR) === 0 ? 'zadd' : 'zincr', key);
  return answer(options, did === ADDED ? 1 : 0, did === UPDATED ? 1 : 0, settled);
}

function addSeveral(ctx: Context, argv: Argv, first: number, options: number): Reply {
  const scores: number[] = [];
  for (let i = first; i < argv.length; i += 2) scores.push(floatArg(arg(argv, i)));
  const zset = target(ctx, argv, options);
  if (zset === undefined) return answer(options, 0, 0, undefined);
  let added = 0;
  let updated = 0;
  for (let i = 0; i < scores.length; i++) {
    const member = arg(argv, first + 2 * i + 1);
    let score: number | undefined = scores[i] as number;
    if ((options & DEPENDS) !== 0) score = settle(zset.entries.scoreOf(member), score, options);
    if (score === undefined) continue;
    const did = zset.add(score, member, ctx.core.config);
    if (did === ADDED) added++;
    else if (did === UPDATED) updated++;
  }
  if (added + updated > 0) ctx.wrote('z', 'zadd', argv[1], added + updated);
  return answer(options, added, updated, undefined);
}

/** The sorted set to add to; undefined when XX leaves an absent key absent. */
function target(ctx: Context, argv: Argv, options: number): ZSetValue | undefined {
  const key = argv[1];
  let zset = writeZSet(ctx, key);
  if (zset === undefined && (options & XX) === 0) ctx.db.put(key, (zset = new ZSetValue()));
  return zset;
}

/** The score that a member shall have; undefined when the options leave it as it is. */
function settle(current: number | undefined, given: number, options: number): number | undefined {
  if (current === undefined) return (options & XX) === 0 ? given : undefined;
  if ((options & NX) !== 0) return undefined;
  const score = (options & INCR) === 0 ? given : current + given;
  if (Number.isNaN(score)) throw RESULT_NAN;
  if ((options & LT) !== 0 && score >= current) return undefined;
  if ((options & GT) !== 0 && score <= current) return undefined;
  return score;
}

function answer(options: number, added: number, updated: number, score: number | undefined): Reply {
  if ((options & INCR) !== 0) return score === undefined ? null : new Double(score);
  return (options & CH) === 0 ? added : added + updated;
}
