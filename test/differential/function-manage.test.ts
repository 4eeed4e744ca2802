/** FUNCTION's other parts: LIST, STATS, DELETE, FLUSH, KILL, and what FLUSHALL leaves. */
import { differential, exact, type Request, type Step } from '../support/differential.ts';
import { library, withoutLibraries } from '../support/function-row.ts';

/** LIST has no order, neither of libraries nor of functions. */
const list = (...words: readonly string[]): Step => ({
  argv: ['FUNCTION', 'LIST', ...words],
  unordered: 'deep',
});

const TWO: readonly Request[] = [
  library(
    "redis.register_function{function_name='f', callback=function() end, description='d',\n" +
      "flags={'no-cluster', 'no-writes'}} redis.register_function('g', function() end)",
  ),
  library("redis.register_function('h', function() end)", 'Other'),
];

differential('FUNCTION LIST', [
  withoutLibraries(
    'with and without source',
    list(),
    ...TWO,
    list(),
    list('WITHCODE'),
    list('withcode'),
    list('LIBRARYNAME', 'mylib'),
    list('LIBRARYNAME', 'mylib', 'WITHCODE'),
    list('withcode', 'libraryname', 'mylib'),
  ),
  withoutLibraries(
    'by patterns, in any case',
    ...TWO,
    ...['*', 'MY*', 'o*', 'O????', '[mo]*', 'x*', '', 'withcode', 'mylib', '\\o*'].map((pattern) =>
      list('LIBRARYNAME', pattern),
    ),
  ),
  withoutLibraries(
    'with wrong arguments',
    list('x'),
    list('libraryname'),
    list('withcode', 'withcode'),
    list('libraryname', 'x', 'libraryname', 'y'),
    list('withcode', 'libraryname'),
    list('libraryname', 'x', 'y'),
    exact('FUNCTION', 'LIST', 'a\r\nb'),
    exact('FUNCTION', 'LIST', 'a\0b'),
  ),
]);

differential('FUNCTION', [
  withoutLibraries(
    'counts, deletes and flushes',
    'FUNCTION STATS',
    ...TWO,
    'FUNCTION STATS',
    'FUNCTION DELETE other',
    'FUNCTION DELETE Other',
    'FUNCTION DELETE Other',
    'FUNCTION STATS',
    'FUNCTION FLUSH',
    'FUNCTION STATS',
    list(),
    'FCALL f 0',
    ...TWO,
    'FUNCTION FLUSH SYNC',
    list(),
    ...TWO,
    'FUNCTION FLUSH async',
    list(),
  ),
  withoutLibraries(
    'outlives FLUSHALL',
    ...TWO,
    'FLUSHALL',
    'FLUSHDB',
    'SCRIPT FLUSH',
    'FUNCTION STATS',
    'FCALL g 0',
  ),
  withoutLibraries(
    'with wrong arguments',
    'FUNCTION',
    'FUNCTION nosuch',
    'FUNCTION HELP x',
    'FUNCTION DELETE',
    'FUNCTION DELETE x',
    'FUNCTION DELETE x y',
    'FUNCTION FLUSH x',
    'FUNCTION FLUSH sync x',
    'FUNCTION FLUSH x x',
    'FUNCTION flush sync async',
    'FUNCTION STATS x',
    'FUNCTION KILL',
    'FUNCTION KILL x',
    'FUNCTION DUMP x',
    'FUNCTION RESTORE',
    'SCRIPT KILL',
  ),
]);
