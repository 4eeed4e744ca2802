/**
 * Set commands over several sets: SINTER, SUNION, SDIFF, their STORE forms and SINTERCARD.
 * They go through their inputs in the server's own order, so that a result has the server's encoding, and
 * its order where there is one (a result of integers).
 */
import type { ByteString } from '../../base/bytes.ts';
import { NUMKEYS_TOO_LARGE, SYNTAX } from '../../base/errors.ts';
import { ErrorReply, SetReply } from '../../base/reply.ts';
import { boundedArg, isWord } from '../../engine/command/argument.ts';
import { type Argv, arg, command } from '../../engine/command/command.ts';
import { keyAt, keyNum, keyRange } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import { readSet, SetValue } from '../../engine/value/set.ts';

const NUMKEYS_NOT_POSITIVE = new ErrorReply('ERR numkeys should be greater than 0');
const LIMIT_NEGATIVE = new ErrorReply("ERR LIMIT can't be negative");

type Inputs = readonly (SetValue | undefined)[];
/** The result; undefined when nothing is in it. `mostInts` is `set-max-intset-entries`. */
type Operation = (inputs: Inputs, mostInts: number) => SetValue | undefined;

/** The members of the result, for a reply. */
type Listing = (inputs: Inputs, mostInts: number) => readonly ByteString[];

function reading(name: string, verb: string, complexity: string, listing: Listing) {
  return command(
    {
      name,
      summary: `Returns ${verb} of several sets.`,
      since: '1.0.0',
      group: 'set',
      complexity,
      arity: -2,
      flags: 'readonly',
      acl: 'read set slow',
      keys: [keyRange(1, -1, 1, 'RO ACCESS')],
      tips: ['nondeterministic_output_order'],
      syntax: 'key [key ...]',
    },
    (ctx, argv) => {
      const inputs = inputsOf(ctx, argv, 1, argv.length);
      return new SetReply(listing(inputs, ctx.core.config['set-max-intset-entries']));
    },
  );
}

interface Storing {
  readonly name: string;
  readonly verb: string;
  readonly complexity: string;
  /** What the key specification says of the destination. */
  readonly destination: 'RW' | 'OW';
}

function storing({ name, verb, complexity, destination }: Storing, operation: Operation) {
  return command(
    {
      name,
      summary: `Stores ${verb} of several sets at a key.`,
      since: '1.0.0',
      group: 'set',
      complexity,
      arity: -3,
      flags: 'write denyoom',
      acl: 'write set slow',
      keys: [keyAt(1, `${destination} UPDATE`), keyRange(2, -1, 1, 'RO ACCESS')],
      syntax: 'destination key [key ...]',
    },
    (ctx, argv) => {
      const inputs = inputsOf(ctx, argv, 2, argv.length);
      const result = operation(inputs, ctx.core.config['set-max-intset-entries']);
      const key = argv[1];
      if (result !== undefined) {
        ctx.db.replace(key, result);
        ctx.wrote('s', name, key);
        return result.size;
      }
      if (ctx.db.delete(key)) ctx.wrote('g', 'del', key);
      return 0;
    },
  );
}

const INTERSECTION_COST =
  'O(N*M) at worst, where N is the size of the smallest set and M the number of sets.';
const SUM_COST = 'O(N) where N is the number of members in all the sets together.';

export const sinter = reading('sinter', 'the intersection', INTERSECTION_COST, common);
export const sunion = reading('sunion', 'the union', SUM_COST, listed(union));
export const sdiff = reading('sdiff', 'the difference', SUM_COST, listed(difference));

export const sinterstore = storing(
  { name: 'sinterstore', verb: 'the intersection', complexity: INTERSECTION_COST, destination: 'RW' },
  intersection,
);
export const sunionstore = storing(
  { name: 'sunionstore', verb: 'the union', complexity: SUM_COST, destination: 'OW' },
  union,
);
export const sdiffstore = storing(
  { name: 'sdiffstore', verb: 'the difference', complexity: SUM_COST, destination: 'OW' },
  difference,
);

export const sintercard = command(
  {
    name: 'sintercard',
    summary: 'Returns how many members the intersection of several sets has.',
    since: '7.0.0',
    group: 'set',
    complexity: INTERSECTION_COST,
    arity: -3,
    flags: 'readonly movablekeys',
    acl: 'read set slow',
    keys: [keyNum(1, 'RO ACCESS')],
    syntax: 'numkeys key [key ...] [LIMIT limit]',
  },
  (ctx, argv) => {
    const numkeys = boundedArg(argv[1], 1, Infinity, NUMKEYS_NOT_POSITIVE);
    if (numkeys > argv.length - 2) throw NUMKEYS_TOO_LARGE;
    const limit = limitArg(argv, 2 + numkeys);
    let cardinality = 0;
    eachCommon(inputsOf(ctx, argv, 2, 2 + numkeys), () => ++cardinality !== limit);
    return cardinality;
  },
);

/** 0, which is also what LIMIT 0 means, when there is no limit. */
function limitArg(argv: Argv, from: number): number {
  let limit = 0;
  for (let i = from; i < argv.length; i += 2) {
    if (!isWord(argv[i], 'LIMIT') || i + 1 === argv.length) throw SYNTAX;
    limit = boundedArg(arg(argv, i + 1), 0, Infinity, LIMIT_NEGATIVE);
  }
  return limit;
}

/** The sets at the keys; every key's type is judged, even after one that is not there. */
function inputsOf(ctx: Context, argv: Argv, from: number, to: number): Inputs {
  const inputs: (SetValue | undefined)[] = [];
  for (let i = from; i < to; i++) inputs.push(readSet(ctx, arg(argv, i)));
  return inputs;
}

/** Visits the members of the smallest set that are in all others; `false` ends the walk. */
function eachCommon(inputs: Inputs, visit: (member: ByteString) => boolean): void {
  const sets: SetValue[] = [];
  for (const input of inputs) {
    if (input === undefined) return;
    sets.push(input);
  }
  sets.sort((a, b) => a.size - b.size);
  const [smallest, ...others] = sets;
  for (const member of smallest?.members() ?? [])
    if (others.every((other) => other.has(member)) && !visit(member)) return;
}

function common(inputs: Inputs): ByteString[] {
  const members: ByteString[] = [];
  eachCommon(inputs, (member) => {
    members.push(member);
    return true;
  });
  return members;
}

function intersection(inputs: Inputs, mostInts: number): SetValue | undefined {
  const result = new SetValue();
  for (const member of common(inputs)) result.add(member, mostInts);
  return orNothing(result);
}

function union(inputs: Inputs, mostInts: number): SetValue | undefined {
  const result = new SetValue();
  for (const input of inputs)
    if (input !== undefined) for (const member of input.members()) result.add(member, mostInts);
  return orNothing(result);
}

/**
 * The server weighs two ways: asking the others for each member of the first, or copying the first and
 * removing what the others hold. The choice shows in the encoding of a stored result.
 */
function difference(inputs: Inputs, mostInts: number): SetValue | undefined {
  const [first, ...rest] = inputs;
  if (first === undefined) return undefined;
  const others = rest.filter((input) => input !== undefined);
  const asking = Math.floor((first.size * (others.length + 1)) / 2);
  const copying = others.reduce((sum, other) => sum + other.size, first.size);
  const result = new SetValue();
  if (asking <= copying) {
    for (const member of first.members())
      if (!others.some((other) => other.has(member))) result.add(member, mostInts);
  } else {
    for (const member of first.members()) result.add(member, mostInts);
    for (const other of others) for (const member of other.members()) result.delete(member);
  }
  return orNothing(result);
}

function listed(operation: Operation): Listing {
  return (inputs, mostInts) => operation(inputs, mostInts)?.members() ?? [];
}

function orNothing(result: SetValue): SetValue | undefined {
  return result.size === 0 ? undefined : result;
}
