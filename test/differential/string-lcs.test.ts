import { differential, inTurn, type Scenario } from '../support/differential.ts';

const IDX = 'LCS a b IDX';
const common: readonly Scenario[] = [
  [
    'LCS',
    ...inTurn(`MSET a ohmytext b mynewtext | LCS a b | LCS a b LEN`),
    IDX,
    ...inTurn(`
      ${IDX} MINMATCHLEN 4 | ${IDX} WITHMATCHLEN | ${IDX} MINMATCHLEN 4 WITHMATCHLEN
      lcs a b idx minmatchlen 0 withmatchlen | ${IDX} MINMATCHLEN -5 | ${IDX} MINMATCHLEN 100
    `),
  ],
  [
    'LCS without IDX ignores its options',
    ...inTurn(`
      MSET a abcd b bd | LCS a b MINMATCHLEN 3 | LCS a b WITHMATCHLEN
      LCS a b LEN WITHMATCHLEN MINMATCHLEN 2
    `),
  ],
  [
    'LCS of what has nothing in common',
    ...inTurn(`MSET a abc b xyz | LCS a b | LCS a b LEN`),
    IDX,
    ...inTurn(`LCS a missing | LCS missing missing2 LEN | LCS missing a IDX`),
  ],
  ['LCS of equal strings', 'MSET a same b same', 'LCS a b', `${IDX} WITHMATCHLEN`, 'LCS a a LEN'],
  [
    'LCS where several are longest',
    ...inTurn(`
      MSET a abcbdab b bdcaba | LCS a b | ${IDX} WITHMATCHLEN | LCS b a | LCS b a IDX
      MSET a xaxbxcx b abcabcabc | LCS a b | ${IDX} WITHMATCHLEN | MSET a aab b azb | LCS a b
    `),
    IDX,
  ],
  [
    'LCS at the first bytes',
    ...inTurn(`MSET a abXcd b abcd | ${IDX} WITHMATCHLEN | MSET a Xab b ab`),
    IDX,
    'MSET a a b a',
    IDX,
    ...inTurn(`MSET a aXbYc b abc | ${IDX} WITHMATCHLEN MINMATCHLEN 1`),
  ],
  [
    'LCS of numbers and written values',
    ...inTurn(`SET a 12345 | INCR a | SET b 1346 | APPEND b 9 | LCS a b | ${IDX} WITHMATCHLEN`),
  ],
  [
    'LCS of a gene',
    ...inTurn(`
      SET a CACCTTCCCAGGTAACAAACCAACCAACTTTCGATCTCTTGTAGATCTGTTCTCTAAACGAACTTTAAAATCTGTGTGGCTGTCACTCGGCTGCATGCTTAGTGCACTCACGCAGTATAATTAATAACTAATTACTGTCGTTGACAGGACACGAGTAACTCGTCTATCTTCTGCAGGCTGCTTACGGTTTCGTCCGTGTTGCAGCCGATCATCAGCACATCTAGGTTTCGTCCGGGTGTG
      SET b ATTAAAGGTTTATACCTTCCCAGGTAACAAACCAACCAACTTTCGATCTCTTGTAGATCTGTTCTCTAAACGAACTTTAAAATCTGTGTGGCTGTCACTCGGCTGCATGCTTAGTGCACTCACGCAGTATAATTAATAACTAATTACTGTCGTTGACAGGACACGAGTAACTCGTCTATCTTCTGCAGGCTGCTTACGGTTTCGTCCGTGTTGCAGCCGATCATCAGCACATCTAGGTTT
      LCS a b | LCS a b LEN
    `),
    IDX,
    ...inTurn(`${IDX} WITHMATCHLEN | ${IDX} WITHMATCHLEN MINMATCHLEN 5`),
  ],
  [
    'LCS errors',
    ...inTurn(`
      MSET a abc b abd | LCS a | LCS | LCS a b FOO | LCS a b LEN IDX | LCS a b IDX LEN FOO
      LCS a b MINMATCHLEN | LCS a b MINMATCHLEN x | LCS a b IDX MINMATCHLEN 1.5 | SADD l x | LCS a l
      LCS l a | LCS l missing FOO | LCS l l LEN IDX
    `),
  ],
  [
    'LCS is limited in size',
    ...inTurn(`SET a ${'a'.repeat(12000)} | SET b ${'b'.repeat(12000)} | LCS a b LEN | LCS a b`),
  ],
];

differential('strings: LCS', common);
