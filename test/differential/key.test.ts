import { differential, exact, inTurn, type Scenario, sameShape, unordered } from '../support/differential.ts';

/** Times far ahead, so that rows with instants stay true. */
const LATER_S = 32503680000;
const LATER_MS = LATER_S * 1000;

const presence: readonly Scenario[] = [
  ['DEL', ...inTurn(`MSET a 1 b 2 c 3 | DEL a missing b | EXISTS a b c | DEL a | DEL c c c | DBSIZE | DEL`)],
  ['DEL of any type', ...inTurn(`SADD s a | SET k v EX 100 | DEL s k | TYPE s | TTL k`)],
  ['UNLINK', ...inTurn(`MSET a 1 b 2 | UNLINK a missing b b | DBSIZE | UNLINK a | UNLINK`)],
  ['EXISTS', ...inTurn(`MSET a 1 b 2 | EXISTS a | EXISTS a a b missing | EXISTS missing | EXISTS`)],
  ['TOUCH', ...inTurn(`MSET a 1 b 2 | TOUCH a a b missing | TOUCH missing | TOUCH`)],
  [
    'TYPE',
    ...inTurn(`SET k v | SADD s a | TYPE k | TYPE s | TYPE missing | TYPE | TYPE a b | INCR n | TYPE n`),
  ],
  [
    'keys of any bytes',
    exact('SET', '\0\xff\r\n', 'v'),
    exact('EXISTS', '\0\xff\r\n'),
    'KEYS *',
    exact('DEL', '\0\xff\r\n'),
  ],
  [
    'a key past its time is not there',
    ...inTurn(`
    SET k v PXAT 1 | EXISTS k | SET k v PXAT 1 | TYPE k | SET k v PXAT 1 | DEL k | SET k v PXAT 1 | TTL k
    SET k v PXAT 1 | TOUCH k | SET k v PXAT 1 | PERSIST k | SET k v PXAT 1 | EXPIRE k 100 | SET k v PXAT 1
    OBJECT ENCODING k | SET k v PXAT 1 | KEYS * | RANDOMKEY | SET k v PXAT 1 | SCAN 0 | SET k v PXAT 1
    RENAME k l | SET k v PXAT 1 | COPY k l | SET k v PXAT 1 | MOVE k 1 | SET k v PXAT 1 | SETNX k w | TTL k
  `),
  ],
];

const expiry: readonly Scenario[] = [
  [
    'EXPIRE',
    ...inTurn(
      `EXPIRE k 100 | SET k v | TTL k | EXPIRE k 100 | TTL k | EXPIRE k 200 | TTL k | GET k | SET k v | TTL k`,
    ),
  ],
  ['PEXPIRE', ...inTurn(`PEXPIRE k 100000 | SET k v | PEXPIRE k 100000 | TTL k | PEXPIRE k 0 | EXISTS k`)],
  [
    'EXPIREAT',
    ...inTurn(`EXPIREAT k ${LATER_S} | SET k v | EXPIREAT k ${LATER_S} | EXPIRETIME k | PEXPIRETIME k`),
  ],
  [
    'PEXPIREAT',
    ...inTurn(
      `PEXPIREAT k ${LATER_MS} | SET k v | PEXPIREAT k ${LATER_MS + 499} | EXPIRETIME k | PEXPIREAT k ${LATER_MS + 500} | EXPIRETIME k | PEXPIRETIME k`,
    ),
  ],
  [
    'a time in the past deletes',
    ...inTurn(`
    SET k v | EXPIRE k 0 | EXISTS k | SET k v | EXPIRE k -1 | EXISTS k | SET k v | PEXPIRE k -1 | EXISTS k
    SET k v | EXPIREAT k 1 | EXISTS k | SET k v | PEXPIREAT k 1 | EXISTS k | SET k v | EXPIREAT k 0 | EXISTS k
    SET k v | EXPIREAT k -1 | EXISTS k | SET k v | PEXPIRE k -9223372036854775808 | EXISTS k | SET k v
    EXPIRE k -9223372036854775 | EXISTS k | SADD s a | EXPIRE s -1 | EXISTS s
  `),
  ],
  [
    'NX',
    ...inTurn(
      `SET k v | EXPIRE k 100 NX | EXPIRE k 200 NX | TTL k | PERSIST k | EXPIRE k -1 NX | EXISTS k | EXPIRE missing 1 NX`,
    ),
  ],
  [
    'XX',
    ...inTurn(
      `SET k v | EXPIRE k 100 XX | TTL k | EXPIRE k 100 | EXPIRE k 200 xx | TTL k | EXPIRE k -1 XX | EXISTS k`,
    ),
  ],
  [
    'GT',
    ...inTurn(
      `SET k v | EXPIRE k 100 GT | TTL k | EXPIRE k 100 | EXPIRE k 50 GT | TTL k | EXPIRE k 200 gt | TTL k | EXPIRE k -1 GT | EXISTS k`,
    ),
  ],
  [
    'LT',
    ...inTurn(
      `SET k v | EXPIRE k 100 LT | TTL k | EXPIRE k 200 LT | TTL k | EXPIRE k 50 lt | TTL k | EXPIRE k -1 LT | EXISTS k`,
    ),
  ],
  [
    'GT and LT refuse the same instant',
    ...inTurn(
      `SET k v | EXPIREAT k ${LATER_S} | EXPIREAT k ${LATER_S} GT | EXPIREAT k ${LATER_S} LT | PEXPIREAT k ${LATER_MS + 1} GT | PEXPIREAT k ${LATER_MS} LT | PEXPIRETIME k`,
    ),
  ],
  [
    'conditions combine',
    ...inTurn(`
    SET k v | EXPIRE k 100 XX GT | EXPIRE k 100 XX LT | TTL k | EXPIRE k 100 | EXPIRE k 200 XX GT | TTL k
    EXPIRE k 100 LT XX | TTL k | EXPIRE k 100 NX NX | EXPIRE k 50 GT GT | PERSIST k | EXPIRE k 100 NX NX | TTL k
  `),
  ],
  [
    'conditions that exclude each other',
    ...inTurn(`
    SET k v | EXPIRE k 100 NX XX | EXPIRE k 100 NX GT | EXPIRE k 100 LT NX | EXPIRE k 100 GT LT | EXPIRE k 100 XX GT LT
    EXPIRE k 100 NX GT LT | EXPIRE k x GT LT | EXPIRE k 100 FOO | EXPIRE k 100 NX FOO XX | EXPIRE k 100 XX NX FOO
    PEXPIRE k 100 foo | EXPIREAT k 100 NX XX | PEXPIREAT k 100 bar | EXPIRE k 100 '' | EXPIRE missing 1 GT LT | TTL k
  `),
  ],
  ['an unsupported option is told on one line', exact('EXPIRE', 'k', '100', 'a\r\nb')],
  [
    'times that are no integers',
    ...inTurn(`
    SET k v | EXPIRE k abc | EXPIRE k 1.5 | EXPIRE k '' | PEXPIRE k abc | EXPIREAT k abc | PEXPIREAT k 1e3
    EXPIRE k 9223372036854775808 | EXPIRE missing abc | EXPIRE k | EXPIRE | PEXPIRE k | EXPIREAT k | PEXPIREAT k | TTL k
  `),
  ],
  [
    'times that overflow',
    ...inTurn(`
    SET k v | EXPIRE k 9223372036854775807 | EXPIRE k 9223372036854776 | EXPIRE k 9223372036854775
    EXPIRE k -9223372036854776 | PEXPIRE k 9223372036854775807 | PEXPIRE k 9223370399119966207
    EXPIREAT k 9223372036854776 | EXPIREAT missing 9223372036854776 | EXPIRE missing -9223372036854775808 | TTL k
    PEXPIREAT k 9223372036854775807 | PEXPIRETIME k | EXPIRETIME k
  `),
  ],
  [
    'TTL and its kin',
    ...inTurn(`
    TTL k | PTTL k | EXPIRETIME k | PEXPIRETIME k | SET k v | TTL k | PTTL k | EXPIRETIME k | PEXPIRETIME k
    TTL | PTTL | EXPIRETIME | PEXPIRETIME | TTL a b | SET k v PX 1450 | TTL k | SET k v PX 1990 | TTL k
  `),
    sameShape('PTTL k'),
  ],
  [
    'PERSIST',
    ...inTurn(
      `PERSIST k | SET k v | PERSIST k | EXPIRE k 100 | PERSIST k | TTL k | PERSIST k | PERSIST | PERSIST a b`,
    ),
  ],
];

const transfer: readonly Scenario[] = [
  [
    'RENAME',
    ...inTurn(
      `RENAME a b | SET a 1 | RENAME a b | EXISTS a | GET b | SET a 2 | RENAME a b | GET b | RENAME b b | GET b | RENAME a a | RENAME a | RENAME a b c`,
    ),
  ],
  [
    'RENAME takes the expiry along',
    ...inTurn(`
    SET a 1 EXAT ${LATER_S} | SET b 2 | RENAME a b | EXPIRETIME b | SET c 3 | RENAME c b | TTL b | GET b | RENAME b b
    SET d 4 EXAT ${LATER_S} | RENAME b d | TTL d
  `),
  ],
  ['RENAME over another type', ...inTurn(`SADD a x | SET b 1 | RENAME a b | TYPE b | SMEMBERS b | DBSIZE`)],
  [
    'RENAMENX',
    ...inTurn(
      `RENAMENX a b | SET a 1 | RENAMENX a b | GET b | SET a 2 | RENAMENX a b | RENAMENX a a | GET a | RENAMENX missing missing | RENAMENX a | SET e 1 PXAT 1 | RENAMENX a e | GET e`,
    ),
  ],
  [
    'MOVE',
    ...inTurn(`
    SET a 1 | MOVE a 1 | EXISTS a | MOVE a 1 | SET a 2 EXAT ${LATER_S} | MOVE a 1 | EXISTS a | MOVE a 2 | SELECT 1 | GET a | TTL a
    SELECT 2 | GET a | EXPIRETIME a | MOVE a 0 | SELECT 0 | GET a
  `),
  ],
  [
    'MOVE errors',
    ...inTurn(
      `SET a 1 | MOVE a 0 | MOVE missing 0 | MOVE a 16 | MOVE a -1 | MOVE a abc | MOVE a 1.0 | MOVE a 2147483648 | MOVE a -2147483649 | MOVE a 9223372036854775808 | MOVE a | MOVE a 1 2`,
    ),
  ],
  [
    'COPY',
    ...inTurn(
      `COPY a b | SET a 1 | COPY a b | GET b | SET a 2 | COPY a b | GET b | COPY a b REPLACE | GET b | copy a b replace replace | APPEND b x | GET a`,
    ),
  ],
  [
    'COPY takes the expiry along',
    ...inTurn(
      `SET a 1 EXAT ${LATER_S} | COPY a b | EXPIRETIME b | SET c 3 | COPY c b REPLACE | TTL b | COPY a c REPLACE | EXPIRETIME c`,
    ),
  ],
  [
    'COPY to another database',
    ...inTurn(
      `SET a 1 | COPY a a DB 1 | COPY a b DB 1 | COPY a a DB 1 | COPY a a DB 1 REPLACE | COPY a b REPLACE DB 2 | COPY a c DB 1 DB 2 | SELECT 1 | GET a | GET b | EXISTS c | SELECT 2 | DBSIZE`,
    ),
  ],
  [
    'COPY errors',
    ...inTurn(`
    SET a 1 | COPY a a | COPY missing missing | COPY a a DB 0 | COPY a b DB | COPY a b DB 16 | COPY a b DB -1 | COPY a b DB abc
    COPY a b DB 2147483648 | COPY a b FOO | COPY a b REPLACE FOO | COPY a | COPY | COPY a a REPLACE FOO | COPY a b DB 1 DB
  `),
  ],
  [
    'COPY is deep',
    ...inTurn(
      `SADD s 1 2 3 | COPY s t | SADD t 4 | SCARD s | SCARD t | OBJECT ENCODING t | SET k ab | APPEND k c | COPY k l | APPEND k d | GET l | OBJECT ENCODING l`,
    ),
  ],
];

const iteration: readonly Scenario[] = [
  [
    'KEYS',
    'KEYS *',
    ...inTurn(`MSET one 1 two 2 three 3 four 4`),
    unordered('KEYS *'),
    unordered('KEYS t*'),
    'KEYS tw?',
    unordered('KEYS *o*'),
    unordered('KEYS [ot]*e'),
    'KEYS nothing',
    "KEYS ''",
    'KEYS',
    'KEYS a b',
    'KEYS one',
    unordered('KEYS **'),
    unordered('KEYS ?????'),
    unordered('KEYS [^t]*'),
  ],
  [
    'KEYS of names with special characters',
    ...inTurn(`MSET a*b 1 a?b 2 a[b 3 a\\b 4 acb 5`),
    'KEYS a\\*b',
    'KEYS a\\?b',
    'KEYS a\\[b',
    'KEYS a\\\\b',
    unordered('KEYS a?b'),
    'KEYS a[*]b',
    exact('SET', 'nl\n', '1'),
    exact('KEYS', 'nl?'),
  ],
  ['KEYS finds the empty key', "SET '' v", "KEYS ''", 'KEYS *', 'KEYS ?*'],
  [
    'SCAN of a small database',
    'SCAN 0',
    ...inTurn(`MSET a 1 b 2 c 3 | SADD s x`),
    unordered('SCAN 0', 'deep'),
    unordered('SCAN 0 COUNT 100', 'deep'),
    'SCAN 0 MATCH a COUNT 100',
    unordered('scan 0 match [ab] count 100', 'deep'),
    'SCAN 0 TYPE set COUNT 100',
    unordered('SCAN 0 TYPE string COUNT 100', 'deep'),
    'SCAN 0 TYPE SET',
    'SCAN 0 type hash',
    'SCAN 0 TYPE foo',
    'SCAN 0 MATCH b TYPE string COUNT 100',
    'SCAN 0 MATCH s TYPE string COUNT 100',
    unordered('SCAN 0 MATCH * COUNT 1000', 'deep'),
    'SCAN 0 MATCH x MATCH a COUNT 1 COUNT 100',
  ],
  [
    'SCAN cursors',
    ...inTurn(`
    SET k v | SCAN abc | SCAN 1x | SCAN 0x1 | SCAN '' | SCAN +0 | SCAN -0 | SCAN 00 | SCAN 1.0 | SCAN - | SCAN +
    SCAN 18446744073709551616 | SCAN -18446744073709551616 | SCAN 99999999999999999999999 | SCAN abc FOO
  `),
    exact('SCAN', ' 0'),
    exact('SCAN', '0 '),
  ],
  [
    'SCAN errors',
    ...inTurn(`
    SCAN | SCAN 0 COUNT | SCAN 0 COUNT 0 | SCAN 0 COUNT -1 | SCAN 0 COUNT abc | SCAN 0 COUNT 1.5 | SCAN 0 MATCH | SCAN 0 TYPE
    SCAN 0 FOO | SCAN 0 FOO bar | SCAN 0 COUNT 10 MATCH | SCAN 0 COUNT 9223372036854775808 | SCAN 0 COUNT 9223372036854775807
    SCAN 0 MATCH a FOO | SCAN 0 NOVALUES
  `),
  ],
  [
    'RANDOMKEY',
    'RANDOMKEY',
    'SET k v',
    'RANDOMKEY',
    'RANDOMKEY a',
    'SET l v',
    sameShape('RANDOMKEY'),
    'SELECT 3',
    'RANDOMKEY',
  ],
];

const object: readonly Scenario[] = [
  [
    'OBJECT',
    ...inTurn(`
    OBJECT | OBJECT FOO | OBJECT ENCODING | OBJECT ENCODING a b | OBJECT FREQ | OBJECT IDLETIME | OBJECT REFCOUNT a b
    OBJECT ENCODING missing | OBJECT FREQ missing | OBJECT IDLETIME missing | OBJECT REFCOUNT missing
    SET k v | OBJECT FREQ k | OBJECT IDLETIME k | OBJECT REFCOUNT k | object encoding k | OBJECT HELP a
    SADD s 1 2 | OBJECT ENCODING s | OBJECT REFCOUNT s | SADD s x | OBJECT ENCODING s
  `),
    sameShape('OBJECT HELP'),
  ],
];

const NAMES = [
  'del',
  'unlink',
  'exists',
  'expire',
  'pexpire',
  'expireat',
  'pexpireat',
  'ttl',
  'pttl',
  'expiretime',
  'pexpiretime',
  'persist',
  'rename',
  'renamenx',
  'copy',
  'move',
  'type',
  'touch',
  'randomkey',
  'keys',
  'scan',
];
const rows: readonly Scenario[] = [
  [
    'COMMAND INFO of each',
    ...NAMES.map((name) => `COMMAND INFO ${name}`),
    unordered('COMMAND INFO object', 'deep'),
  ],
];

differential('keys: presence', presence);
differential('keys: expiry', expiry);
differential('keys: transfer', transfer);
differential('keys: iteration', iteration);
differential('keys: OBJECT', object);
differential('keys: rows', rows);
