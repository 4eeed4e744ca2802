/** FUNCTION LIST and FUNCTION STATS: what there is, and what is running. */
import { type ByteString, bytes } from '../../base/bytes.ts';
import { untilNul } from '../../base/errors.ts';
import { ErrorReply, MapReply, type Reply, SetReply, Status } from '../../base/reply.ts';
import { isWord } from '../../engine/command/argument.ts';
import { arg, command } from '../../engine/command/command.ts';
import type { Context } from '../../engine/run/context.ts';
import type { FunctionInfo, LibraryInfo } from '../../engine/run/function-runner.ts';
import type { RunningScript } from '../../engine/run/suspension.ts';
import { compileGlob } from '../../structs/glob.ts';
import { complaint, functionsOf, row } from './function-row.ts';

const NO_PATTERN = new ErrorReply('ERR library name argument was not given');

/** The one engine that there is; listed in capitals, found in any case. */
const ENGINE = bytes('LUA');

export const list = command(
  {
    ...row,
    name: 'list',
    summary: 'Tells of the libraries and their functions.',
    complexity: 'O(n), n being the number of functions',
    arity: -2,
    tips: ['nondeterministic_output_order'],
    syntax: '[LIBRARYNAME library-name-pattern] [WITHCODE]',
  },
  (ctx, argv) => {
    const { pattern, withCode } = readListOptions(argv.slice(2));
    const matches = pattern === undefined ? () => true : compileGlob(pattern, { nocase: true });
    return [...functionsOf(ctx).libraries()]
      .filter(({ name }) => matches(name))
      .map((library) => describeLibrary(library, withCode));
  },
);

interface ListOptions {
  pattern?: ByteString;
  withCode: boolean;
}

function readListOptions(words: readonly ByteString[]): ListOptions {
  const options: ListOptions = { withCode: false };
  for (let i = 0; i < words.length; i++) {
    const word = arg(words, i);
    if (!options.withCode && isWord(word, 'WITHCODE')) options.withCode = true;
    else if (options.pattern === undefined && isWord(word, 'LIBRARYNAME')) {
      if (i === words.length - 1) throw NO_PATTERN;
      options.pattern = arg(words, ++i);
    } else throw complaint(`Unknown argument ${untilNul(word)}`);
  }
  return options;
}

function describeLibrary(library: LibraryInfo, withCode: boolean): Reply {
  const fields: Reply[] = [bytes('library_name'), library.name, bytes('engine'), ENGINE];
  fields.push(bytes('functions'), library.functions.map(describeFunction));
  if (withCode) fields.push(bytes('library_code'), library.source);
  return new MapReply(fields);
}

function describeFunction({ name, description, flags }: FunctionInfo): Reply {
  const words = [...flags].map((flag) => new Status(bytes(flag)));
  const fields = [bytes('description'), description ?? null, bytes('flags'), new SetReply(words)];
  return new MapReply([bytes('name'), name, ...fields]);
}

function describeRunning({ core }: Context, { name, startedMs }: RunningScript): Reply {
  const { argv } = core.executor.suspension;
  const durationMs = Math.floor(core.world.monotonicMs() - startedMs);
  return new MapReply([bytes('name'), name, bytes('command'), argv, bytes('duration_ms'), durationMs]);
}

export const stats = command(
  {
    ...row,
    name: 'stats',
    summary: 'Tells which function is running, and how much each engine holds.',
    arity: 2,
    flags: 'noscript allow_busy',
    tips: ['nondeterministic_output', 'request_policy:all_shards', 'response_policy:special'],
    syntax: '',
  },
  (ctx) => {
    const { script, busyReply } = ctx.core.executor.suspension;
    if (script?.kind === 'script') throw busyReply;
    const libraries = [...functionsOf(ctx).libraries()];
    const functions = libraries.reduce((sum, library) => sum + library.functions.length, 0);
    const counts = [bytes('libraries_count'), libraries.length, bytes('functions_count'), functions];
    const engines = new MapReply([ENGINE, new MapReply(counts)]);
    return new MapReply([
      bytes('running_script'),
      script === undefined ? null : describeRunning(ctx, script),
      bytes('engines'),
      engines,
    ]);
  },
);
