import { differential, exact, inTurn, type Scenario } from '../support/differential.ts';

/** Times far ahead, so that rows with instants stay true. */
const LATER_S = 32503680000;
const LONG = 'x'.repeat(45);

const editing: readonly Scenario[] = [
  [
    'APPEND',
    ...inTurn(`
      APPEND k ab | APPEND k cd | GET k | APPEND k '' | STRLEN k | APPEND e '' | EXISTS e | GET e
      APPEND k | APPEND k a b | SADD l x | APPEND l y
    `),
  ],
  ['APPEND keeps the expiry', `SET k v EXAT ${LATER_S}`, 'APPEND k w', 'EXPIRETIME k', 'GET k'],
  [
    'APPEND to numbers',
    ...inTurn(`SET k 12 | APPEND k 3 | GET k | INCR k | APPEND k 0 | GET k | INCRBY k 5 | OBJECT ENCODING k`),
  ],
  ['APPEND of any bytes', exact('APPEND', 'k', '\xff\0'), exact('APPEND', 'k', '\r\n'), 'GET k', 'STRLEN k'],
  [
    'APPEND past a kilobyte',
    ...inTurn(`
      APPEND k ${'a'.repeat(600)} | APPEND k ${'b'.repeat(600)} | STRLEN k | GETRANGE k 598 601
      APPEND k ${'c'.repeat(5000)} | GETRANGE k -3 -1 | GET k | SETRANGE k 1199 XY | GETRANGE k 1197 1203
    `),
  ],
  [
    'SETRANGE',
    ...inTurn(`
      SET k Hello_World | SETRANGE k 6 Redis | GET k | SETRANGE k 0 J | GET k | SETRANGE k 9 longer
      GET k | SETRANGE k 20 x | GET k | STRLEN k
    `),
  ],
  [
    'SETRANGE of a missing key',
    ...inTurn(`
      SETRANGE k 3 ab | GET k | SETRANGE m 3 '' | EXISTS m | SETRANGE m 0 '' | SETRANGE m 0 a | GET m
      OBJECT ENCODING m
    `),
  ],
  [
    'SETRANGE with nothing to write',
    ...inTurn(`
      SET k abc | SETRANGE k 100 '' | OBJECT ENCODING k | SETRANGE k 0 '' | GET k | SET n 12
      SETRANGE n 5 '' | OBJECT ENCODING n
    `),
  ],
  [
    'SETRANGE errors',
    ...inTurn(`
      SETRANGE k -1 a | SETRANGE k -1 '' | SETRANGE k abc a | SETRANGE k 1.5 a
      SETRANGE k 9223372036854775808 a | SETRANGE k 9223372036854775807 a | SETRANGE k 536870912 a
      SETRANGE k 536870908 abcde | SETRANGE k 0 | SETRANGE k | SADD l a | SETRANGE l 0 b | SETRANGE l 0 ''
      SETRANGE l -1 b | EXISTS k
    `),
  ],
  [
    'SETRANGE into numbers keeps the expiry',
    ...inTurn(`
      SET k 1234 EXAT ${LATER_S} | SETRANGE k 1 9 | GET k | EXPIRETIME k | INCR k | INCR n
      SETRANGE n 1 0 | GET n | INCR n
    `),
  ],
  [
    'SETRANGE far past the end',
    ...inTurn(`SETRANGE k 5000 x | STRLEN k | GETRANGE k 4998 5001 | SETRANGE k 1 y | GETRANGE k 0 3`),
  ],
  [
    'GETRANGE',
    ...inTurn(`
      SET k Hello | GETRANGE k 0 -1 | GETRANGE k 1 3 | GETRANGE k -3 -1 | GETRANGE k -100 100
      GETRANGE k 3 1 | GETRANGE k -1 -3 | GETRANGE k -1 -1 | GETRANGE k 5 9 | GETRANGE k 4 4
      GETRANGE k 0 0 | GETRANGE k -100 -100 | GETRANGE k -200 -100 | GETRANGE k -100 -200
      GETRANGE k 0 -100 | GETRANGE k -5 0 | GETRANGE k -6 -5
    `),
  ],
  [
    'GETRANGE bounds at 64 bits',
    ...inTurn(`
      SET k Hello | GETRANGE k -9223372036854775808 9223372036854775807
      GETRANGE k 9223372036854775807 9223372036854775807 | GETRANGE k 9223372036854775808 1
      GETRANGE k 0 4294967297
    `),
  ],
  [
    'GETRANGE of other values',
    ...inTurn(`
      GETRANGE missing 0 -1 | SET e '' | GETRANGE e 0 -1 | GETRANGE e 0 0 | GETRANGE e -1 -1 | SET n 12345
      GETRANGE n 1 2 | INCR n | GETRANGE n -2 -1 | APPEND n xyz | GETRANGE n 4 6 | SADD l a
      GETRANGE l 0 0
    `),
  ],
  [
    'GETRANGE errors',
    ...inTurn(`
      GETRANGE k a 1 | GETRANGE k 0 b | GETRANGE k 0 | GETRANGE k | GETRANGE k 0 1 2 | SADD l a
      GETRANGE l a 1
    `),
  ],
  [
    'SUBSTR',
    ...inTurn(`
      SET k Hello | SUBSTR k 1 3 | SUBSTR k -2 -1 | SUBSTR missing 0 1 | SUBSTR k a 1 | SUBSTR k
      SADD l a | SUBSTR l 0 1
    `),
  ],
];

const counting: readonly Scenario[] = [
  [
    'INCR, DECR',
    ...inTurn(`
      INCR k | INCR k | GET k | DECR k | DECR k | DECR k | GET k | DECR m | STRLEN m | INCR | INCR a b
      DECR | DECR a b
    `),
  ],
  [
    'INCRBY, DECRBY',
    ...inTurn(`
      INCRBY k 5 | INCRBY k -7 | DECRBY k 10 | DECRBY k -3 | INCRBY k 0 | DECRBY m 0 | GET m | INCRBY k
      DECRBY k | INCRBY k 1 2
    `),
  ],
  [
    'counting keeps the expiry',
    ...inTurn(`SET k 1 EXAT ${LATER_S} | INCR k | DECRBY k 5 | INCRBYFLOAT k 1.5 | EXPIRETIME k | GET k`),
  ],
  [
    'counting needs an integer',
    ...inTurn(`SET k abc | INCR k | SET k '' | INCR k | SET k 1.0 | DECR k`),
    exact('SET', 'k', ' 1'),
    'INCR k',
    exact('SET', 'k', '1 '),
    ...inTurn(`
      INCRBY k 2 | SET k 01 | INCR k | SET k +1 | INCR k | SET k -0 | INCR k | SET k 0x10 | INCR k
      SET k 1e3 | INCR k | SET k - | DECR k | SET k 9223372036854775808 | INCR k | GET k
    `),
  ],
  [
    'the increment must be an integer',
    ...inTurn(`
      INCRBY k abc | INCRBY k 1.5 | INCRBY k '' | INCRBY k 9223372036854775808 | DECRBY k abc
      DECRBY k -9223372036854775809 | INCRBY k +5 | INCRBY k 05 | EXISTS k | SADD l a | INCR l
      INCRBY l x | INCRBY l 1 | DECR l | DECRBY l 1
    `),
  ],
  [
    '64 bits are exact',
    ...inTurn(`
      SET k 9007199254740991 | INCR k | INCR k | GET k | INCRBY k 9007199254740993 | DECRBY k 1 | GET k
      OBJECT ENCODING k | SET k -9007199254740991 | DECR k | DECR k | INCRBY k 9007199254740990 | GET k
    `),
  ],
  [
    '64 bits overflow',
    ...inTurn(`
      SET k 9223372036854775806 | INCR k | INCR k | INCRBY k 9223372036854775807 | GET k
      DECRBY k 9223372036854775807 | DECRBY k 9223372036854775807 | DECR k | DECR k | GET k
      INCRBY k -9223372036854775808 | SET m 1 | DECRBY m -9223372036854775807
      DECRBY m -9223372036854775808 | INCRBY z -9223372036854775808 | DECRBY y 9223372036854775807 | GET z
    `),
  ],
  [
    'INCRBYFLOAT',
    ...inTurn(`
      INCRBYFLOAT k 10.5 | INCRBYFLOAT k 0.1 | INCRBYFLOAT k -5 | GET k | SET k 5.0e3
      INCRBYFLOAT k 2.0e2 | SET k 3 | INCRBYFLOAT k 1 | INCRBYFLOAT k -4 | GET k | INCRBYFLOAT m -0
      STRLEN m
    `),
  ],
  [
    'INCRBYFLOAT has the digits of a long double',
    ...inTurn(`
      INCRBYFLOAT k 0.1 | INCRBYFLOAT k 0.2 | INCRBYFLOAT k 3.14159265358979323846 | INCRBYFLOAT k 1e17
      INCRBYFLOAT k -1e17 | SET k 123456789012345678 | INCRBYFLOAT k 0.5 | SET k 1 | INCRBYFLOAT k 1e-17
      INCRBYFLOAT k 1e-18
    `),
  ],
  [
    'INCRBYFLOAT errors',
    ...inTurn(`SET k abc | INCRBYFLOAT k 1 | SET k 1 | INCRBYFLOAT k abc | INCRBYFLOAT k ''`),
    exact('INCRBYFLOAT', 'k', ' 1'),
    exact('INCRBYFLOAT', 'k', '1 '),
    ...inTurn(`
      INCRBYFLOAT k nan | INCRBYFLOAT k inf | INCRBYFLOAT k -inf | SET k 1x | INCRBYFLOAT k 1 | SET k ''
      INCRBYFLOAT k 1 | SADD l a | INCRBYFLOAT l 1 | INCRBYFLOAT l x | INCRBYFLOAT k | INCRBYFLOAT k 1 2
      INCRBYFLOAT new x | EXISTS new
    `),
  ],
  [
    'INCRBYFLOAT of inf and hex',
    ...inTurn(`SET k inf | INCRBYFLOAT k 1 | SET k 0x10 | INCRBYFLOAT k 0x1 | INCRBYFLOAT k 1e4`),
  ],
];

const encodings: readonly Scenario[] = [
  [
    'integers',
    ...inTurn(`
      SET k 1 | OBJECT ENCODING k | SET k -9223372036854775808 | OBJECT ENCODING k
      SET k 9223372036854775807 | OBJECT ENCODING k | SET k 9223372036854775808 | OBJECT ENCODING k
      SET k 01 | OBJECT ENCODING k | SET k 1.0 | OBJECT ENCODING k | SET k -0 | OBJECT ENCODING k
    `),
    exact('SET', 'k', ' 1'),
    'OBJECT ENCODING k',
  ],
  [
    'short and long',
    ...inTurn(`
      SET k ${'x'.repeat(44)} | OBJECT ENCODING k | SET k ${LONG} | OBJECT ENCODING k | SET k ''
      OBJECT ENCODING k | SET k ${'1'.repeat(44)} | OBJECT ENCODING k | SET k ${'1'.repeat(45)}
      OBJECT ENCODING k
    `),
  ],
  [
    'counting gives int',
    ...inTurn(`
      INCR k | OBJECT ENCODING k | SET k 9223372036854775800 | INCR k | OBJECT ENCODING k | SET k 10
      APPEND k 0 | OBJECT ENCODING k | INCR k | OBJECT ENCODING k
    `),
  ],
  [
    'APPEND gives raw, but not to a new key',
    ...inTurn(`
      APPEND k 1 | OBJECT ENCODING k | APPEND k 2 | OBJECT ENCODING k | APPEND m abc | OBJECT ENCODING m
      APPEND m '' | OBJECT ENCODING m | APPEND n ${LONG} | OBJECT ENCODING n
    `),
  ],
  [
    'SETRANGE gives raw',
    ...inTurn(`
      SETRANGE k 0 1 | OBJECT ENCODING k | SET m 123 | SETRANGE m 0 4 | OBJECT ENCODING m | GET m
      SET m 5 | OBJECT ENCODING m
    `),
  ],
  [
    'INCRBYFLOAT gives embstr even of an integer',
    ...inTurn(`
      SET k 1 | INCRBYFLOAT k 2 | OBJECT ENCODING k | OBJECT REFCOUNT k | INCRBYFLOAT k 0.5
      OBJECT ENCODING k | INCRBYFLOAT k 0.5 | GET k | STRLEN k | OBJECT ENCODING k | COPY k m
      OBJECT ENCODING m | INCR k | OBJECT ENCODING k | APPEND m 1 | OBJECT ENCODING m
    `),
  ],
  ['INCRBYFLOAT of a large number', 'SET k 1e300', 'INCRBYFLOAT k 1', 'OBJECT ENCODING k', 'STRLEN k'],
  [
    'other commands that store',
    ...inTurn(`
      GETSET k 12 | OBJECT ENCODING k | SETEX k 10 12 | OBJECT ENCODING k | MSET k 12 m ab
      OBJECT ENCODING k | OBJECT ENCODING m | SETNX n 12 | OBJECT ENCODING n | SET k 13 GET
      OBJECT ENCODING k
    `),
  ],
  [
    'REFCOUNT of shared integers',
    ...inTurn(`
      SET k 0 | OBJECT REFCOUNT k | SET k 9999 | OBJECT REFCOUNT k | SET k 10000 | OBJECT REFCOUNT k
      SET k -1 | OBJECT REFCOUNT k | SET k abc | OBJECT REFCOUNT k | SET n 9999 | INCR n
      OBJECT REFCOUNT n | DECR n | OBJECT REFCOUNT n | APPEND n 1 | OBJECT REFCOUNT n
    `),
  ],
];

differential('strings: editing', editing);
differential('strings: counting', counting);
differential('strings: encodings', encodings);
