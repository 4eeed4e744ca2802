/** How one row of the command table looks in COMMAND INFO and COMMAND DOCS. */
import { bytes } from '../../base/bytes.ts';
import { EMPTY_ARRAY, MapReply, type Reply, SetReply, Status } from '../../base/reply.ts';
import { type Command, FLAGS } from '../../engine/command/command.ts';
import type { KeySpec } from '../../engine/command/key-spec.ts';
import { syntaxArguments } from './command-syntax.ts';

/** Flags that the server keeps to itself. */
const HIDDEN = new Set(['may_replicate']);

const status = (text: string): Status => new Status(bytes(text));

/** The ten elements of COMMAND INFO; where there are no subcommands the server gives an empty set. */
export function commandRow(command: Command): Reply {
  const { first, last, step } = legacyRange(command.keys);
  return [
    bytes(command.fullName),
    command.arity,
    new SetReply(flagWords(command).map(status)),
    first,
    last,
    step,
    new SetReply(command.acl.split(' ').map((category) => status(`@${category}`))),
    new SetReply((command.tips ?? []).map((tip) => bytes(tip))),
    new SetReply((command.keys ?? []).map(keySpecMap)),
    command.subcommands === undefined ? new SetReply([]) : command.subcommands.map(commandRow),
  ];
}

function flagWords(command: Command): readonly string[] {
  const given = new Set(command.flags.split(' '));
  return Object.keys(FLAGS).filter((flag) => given.has(flag) && !HIDDEN.has(flag));
}

/** The old triple of first key, last key and step, from the first specification that is a plain range. */
function legacyRange(specs: readonly KeySpec[] | undefined): { first: number; last: number; step: number } {
  const spec = specs?.[0];
  if (spec === undefined || spec.begin.kind !== 'index' || spec.find.kind !== 'range')
    return { first: 0, last: 0, step: 0 };
  const { index } = spec.begin;
  let { step } = spec.find;
  let last = spec.find.lastKey >= 0 ? index + spec.find.lastKey : spec.find.lastKey;
  for (const next of specs?.slice(1) ?? []) {
    if (next.begin.kind !== 'index' || next.find.kind !== 'range' || next.begin.index !== last + 1) break;
    last = next.find.lastKey >= 0 ? next.begin.index + next.find.lastKey : next.find.lastKey;
    step = 1;
  }
  return { first: index, last, step };
}

/** The words of a specification's flags, such as `RW` and `access`. */
export function keyFlags(flags: string): readonly Status[] {
  return flags.split(' ').map((word) => status(/^(RO|RW|OW|RM)$/.test(word) ? word : word.toLowerCase()));
}

function keySpecMap(spec: KeySpec): Reply {
  const notes: Reply[] = spec.notes === undefined ? [] : [bytes('notes'), bytes(spec.notes)];
  return new MapReply([
    ...notes,
    bytes('flags'),
    new SetReply(keyFlags(spec.flags)),
    bytes('begin_search'),
    typed(spec.begin.kind, beginFields(spec)),
    bytes('find_keys'),
    typed(spec.find.kind, findFields(spec)),
  ]);
}

function typed(type: string, fields: readonly Reply[]): Reply {
  return new MapReply([bytes('type'), bytes(type), bytes('spec'), new MapReply(fields)]);
}

function beginFields({ begin }: KeySpec): readonly Reply[] {
  if (begin.kind === 'index') return [bytes('index'), begin.index];
  if (begin.kind === 'unknown') return [];
  return [bytes('keyword'), bytes(begin.keyword), bytes('startfrom'), begin.startFrom];
}

function findFields({ find }: KeySpec): readonly Reply[] {
  if (find.kind === 'range')
    return [bytes('lastkey'), find.lastKey, bytes('keystep'), find.step, bytes('limit'), find.limit];
  if (find.kind === 'unknown') return [];
  return [
    bytes('keynumidx'),
    find.keyNumIndex,
    bytes('firstkey'),
    find.firstKey,
    bytes('keystep'),
    find.step,
  ];
}

/** The map of COMMAND DOCS. */
export function commandDocs(command: Command): Reply {
  const fields: Reply[] = [
    bytes('summary'),
    bytes(command.summary),
    bytes('since'),
    bytes(command.since),
    bytes('group'),
    bytes(command.group),
    bytes('complexity'),
    bytes(command.complexity),
  ];
  const args = syntaxArguments(command.syntax);
  if (args.length > 0) fields.push(bytes('arguments'), args);
  if (command.subcommands !== undefined)
    fields.push(
      bytes('subcommands'),
      new MapReply(command.subcommands.flatMap((each): Reply[] => [bytes(each.fullName), commandDocs(each)])),
    );
  return new MapReply(fields.length > 0 ? fields : EMPTY_ARRAY);
}
