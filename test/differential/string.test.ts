import { differential, exact, inTurn, type Scenario, sameShape } from '../support/differential.ts';

/** Times far ahead, so that rows with instants stay true. */
const LATER_S = 32503680000;
const LATER_MS = LATER_S * 1000;

const storing: readonly Scenario[] = [
  ['SET and GET', 'SET k v', 'GET k', 'SET k w', 'GET k', 'GET missing', 'STRLEN k', 'STRLEN missing'],
  ['SET takes any bytes', exact('SET', 'k\0\xff', '\r\n\0\x80'), exact('GET', 'k\0\xff'), 'DBSIZE'],
  [
    'the empty string is a value, and a key',
    ...inTurn(`SET k '' | GET k | EXISTS k | STRLEN k | SET '' v | GET ''`),
  ],
  [
    'odd names are ordinary keys',
    ...inTurn(`SET __proto__ 1 | GET __proto__ | GET constructor | INCR toString | DBSIZE`),
  ],
  ['SET replaces any type', 'SADD k a', 'SET k v', 'TYPE k', 'GET k'],
  ['SET NX', 'SET k v NX', 'SET k w NX', 'GET k', 'set k w nx', 'SET k w nX'],
  ['SET XX', 'SET k v XX', 'EXISTS k', 'SET k v', 'SET k w XX', 'GET k', 'SET k x xx'],
  ['SET NX and XX on another type', 'SADD k a', 'SET k v NX', 'SET k v XX', 'TYPE k'],
  ['SET GET', 'SET k v GET', 'SET k w GET', 'GET k', 'SET k x get GET Get', 'GET k'],
  [
    'SET NX GET',
    ...inTurn(`SET k v NX GET | SET k w NX GET | GET k | SET m v XX GET | EXISTS m | SET k x XX GET | GET k`),
  ],
  [
    'SET GET needs a string',
    ...inTurn(`SADD k a | SET k v GET | SET k v GET NX | SET k v GET EX 10 | TYPE k | TTL k`),
  ],
  ['SET GET of a counter', 'INCR k', 'SET k v GET', 'APPEND k w', 'SET k x GET'],
  [
    'SET EX, PX',
    ...inTurn(`SET k v EX 100 | TTL k | SET k v PX 100000 | TTL k | set k v ex 50 | TTL k | SET k v | TTL k`),
  ],
  [
    'SET EXAT, PXAT',
    ...inTurn(
      `SET k v EXAT ${LATER_S} | EXPIRETIME k | SET k v PXAT ${LATER_MS + 7} | PEXPIRETIME k | EXPIRETIME k`,
    ),
  ],
  [
    'SET KEEPTTL',
    ...inTurn(`SET k v EXAT ${LATER_S} | SET k w KEEPTTL | EXPIRETIME k | GET k | SET m v KEEPTTL | TTL m`),
  ],
  [
    'SET KEEPTTL over another type',
    ...inTurn(`SADD k a | EXPIREAT k ${LATER_S} | SET k v KEEPTTL | EXPIRETIME k | TYPE k`),
  ],
  [
    'SET with an instant in the past',
    ...inTurn(`SET k v PXAT 1 | GET k | SET k v EXAT 1 | EXISTS k | SET k v PXAT 1 GET | EXISTS k`),
  ],
  [
    'SET combines',
    ...inTurn(
      `SET k v NX EXAT ${LATER_S} GET | EXPIRETIME k | SET k w XX KEEPTTL GET | EXPIRETIME k | GET k`,
    ),
  ],
  [
    'SET options that exclude each other',
    ...inTurn(`
      SET k v NX XX | SET k v XX NX | SET k v EX 1 PX 1 | SET k v EX 1 KEEPTTL | SET k v KEEPTTL PXAT 1
      SET k v EXAT 1 PXAT 1 | SET k v PX 1 EXAT 1 | EXISTS k
    `),
  ],
  [
    'SET options may be repeated',
    ...inTurn(`
      SET k v NX NX | SET k v XX XX KEEPTTL KEEPTTL | SET k v EX 100 EX 200 | TTL k
      SET k v PX 1 PX 90000 | TTL k
    `),
  ],
  [
    'SET syntax',
    ...inTurn(`
      SET k v FOO | SET k v EX | SET k v NX EX | SET k v PERSIST | SET k v '' | SET k v nxx
      SET k v EX 1 FOO | SET k v 100 | EXISTS k
    `),
  ],
  [
    'SET times that are wrong',
    ...inTurn(`
      SET k v EX 0 | SET k v EX -1 | SET k v PX 0 | SET k v EXAT 0 | SET k v PXAT -5 | SET k v EX abc
      SET k v EX 1.5 | SET k v EX '' | SET k v EX NX | EXISTS k
    `),
  ],
  [
    'SET times that overflow',
    ...inTurn(`
      SET k v EX 9223372036854775807 | SET k v EX 9223372036854775 | SET k v EX 9223372036854776
      SET k v PX 9223372036854775807 | SET k v EX 9223372036854775808 | SET k v EXAT 9223372036854776
      EXISTS k | SET k v PXAT 9223372036854775807 | PEXPIRETIME k | EXPIRETIME k
    `),
  ],
  [
    'SET keeps the old value when a time is wrong',
    ...inTurn(`SET k v | SET k w GET EX 0 | SET k w EX 0 NX | SET k w EX x XX GET | GET k`),
  ],
  ['SET arity', 'SET', 'SET k', 'GET', 'GET a b', 'STRLEN', 'STRLEN a b'],
  [
    'SETNX',
    ...inTurn(`
      SETNX k v | SETNX k w | GET k | SADD l a | SETNX l v | TYPE l | SETNX k | SETNX k v w
      SET e v PXAT 1 | SETNX e w | TTL e | GET e
    `),
  ],
  [
    'SETEX',
    ...inTurn(`
      SETEX k 100 v | TTL k | GET k | SETEX k 0 v | SETEX k -1 v | SETEX k abc v
      SETEX k 9223372036854775807 v | SETEX k 9223372036854775 v | SETEX k 1 | SETEX k 1 v w | SADD l a
      SETEX l 10 v | TYPE l
    `),
  ],
  [
    'PSETEX',
    ...inTurn(`
      PSETEX k 100000 v | TTL k | GET k | PSETEX k 0 v | PSETEX k -1 v | PSETEX k 1.0 v
      PSETEX k 9223372036854775807 v | PSETEX k 1 | psetex k 9000 7 | OBJECT ENCODING k
    `),
  ],
  [
    'GETSET',
    ...inTurn(`
      GETSET k v | GETSET k w | GET k | SETEX k 100 v | GETSET k w | TTL k | SADD l a | GETSET l v
      TYPE l | GETSET k | GETSET k v w
    `),
  ],
  [
    'GETDEL',
    ...inTurn(`
      GETDEL k | SET k v | GETDEL k | EXISTS k | GETDEL k | SADD l a | GETDEL l | EXISTS l | GETDEL
      GETDEL a b | INCR n | GETDEL n
    `),
  ],
  [
    'GETEX without options reads',
    ...inTurn(`
      GETEX k | SETEX k 100 v | GETEX k | TTL k | SADD l a | GETEX l | GETEX | GETEX l EX 10
      GETEX l EX 0 | TTL l
    `),
  ],
  [
    'GETEX sets a time',
    ...inTurn(`
      SET k v | GETEX k EX 100 | TTL k | GETEX k PX 50000 | TTL k | GETEX k EXAT ${LATER_S} | EXPIRETIME k
      GETEX k PXAT ${LATER_MS} | PEXPIRETIME k | getex k persist | TTL k | GETEX k PERSIST | TTL k
    `),
  ],
  [
    'GETEX with an instant in the past deletes',
    ...inTurn(`SET k v | GETEX k EXAT 1 | EXISTS k | SET k v | GETEX k PXAT 1 | EXISTS k`),
  ],
  [
    'GETEX errors',
    ...inTurn(`
      SET k v | GETEX k EX | GETEX k EX 0 | GETEX k PX -1 | GETEX k EX abc | GETEX k FOO
      GETEX k EX 1 PERSIST | GETEX k PERSIST EX 1 | GETEX k EX 1 PX 1 | GETEX k KEEPTTL | GETEX k NX
      GETEX k GET | GETEX k EX 9223372036854775807 | GETEX k PXAT 9223372036854775807 | PEXPIRETIME k
      GETEX missing EX 0 | GETEX missing EX | GETEX missing FOO
    `),
  ],
  [
    'GETEX options may be repeated',
    ...inTurn(`SET k v | GETEX k EX 10 EX 90 | TTL k | GETEX k PERSIST PERSIST | TTL k`),
  ],
];

const several: readonly Scenario[] = [
  [
    'MGET',
    ...inTurn(
      `SET a 1 | SET b 2 | SADD l x | MGET a missing b l a | MGET l | MGET | INCR a | APPEND b 3 | MGET a b`,
    ),
  ],
  [
    'MSET',
    ...inTurn(`
      MSET a 1 b 2 | MGET a b | MSET a 1 a 2 | GET a | SETEX c 100 v | SADD l x | MSET c 3 l 4 | TTL c
      TYPE l | MSET | MSET a | MSET a 1 b | MSET a 1 b 2 c | GET a
    `),
  ],
  [
    'MSETNX',
    ...inTurn(`
      MSETNX a 1 b 2 | MSETNX b 3 c 4 | EXISTS c | MGET a b | MSETNX d 1 d 2 | GET d | MSETNX | MSETNX a
      MSETNX a 1 b | SADD l x | MSETNX l 1 m 1 | EXISTS m
    `),
  ],
];

const rows: readonly Scenario[] = [
  [
    'what SET does with its key depends on GET',
    ...inTurn(
      `COMMAND GETKEYSANDFLAGS SET k v | COMMAND GETKEYSANDFLAGS SET k v EX 1 get | COMMAND GETKEYSANDFLAGS SET get get`,
    ),
  ],
  [
    'COMMAND INFO of each',
    ...[
      'get',
      'set',
      'setnx',
      'setex',
      'psetex',
      'getset',
      'getdel',
      'getex',
      'mget',
      'mset',
      'msetnx',
      'append',
      'strlen',
      'incr',
      'decr',
      'incrby',
      'decrby',
      'incrbyfloat',
      'getrange',
      'substr',
      'setrange',
      'lcs',
    ].map((name) => `COMMAND INFO ${name}`),
  ],
  ['idle time', 'SET k v', sameShape('OBJECT IDLETIME k')],
];

differential('strings: storing', storing);
differential('strings: several', several);
differential('strings: rows', rows);
