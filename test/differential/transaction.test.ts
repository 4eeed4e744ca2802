import { differential, exact } from '../support/differential.ts';

differential('transactions', [
  ['queues and runs', 'MULTI', 'PING', 'ECHO hi', 'EXEC', 'PING'],
  ['runs an empty queue', 'MULTI', 'EXEC'],
  ['refuses to nest', 'MULTI', 'MULTI', 'PING', 'EXEC'],
  ['needs MULTI first', 'EXEC', 'DISCARD'],
  ['drops the queue on DISCARD', 'MULTI', 'ECHO a', 'DISCARD', 'EXEC'],
  ['aborts after an arity fault', 'MULTI', 'ECHO', 'PING', 'EXEC', 'EXEC'],
  ['aborts after an unknown command', 'MULTI', 'NOSUCH a b', 'EXEC'],
  ['aborts after an unknown subcommand', 'MULTI', 'CLIENT NOSUCH', 'EXEC'],
  ['ends at once when EXEC itself is malformed', 'MULTI', 'PING', 'EXEC x', 'PING', 'EXEC'],
  ['stays open when DISCARD is malformed', 'MULTI', 'DISCARD x', 'PING', 'EXEC'],
  ['refuses WATCH inside', 'MULTI', 'WATCH a', 'PING', 'EXEC'],
  ['knows no key to watch', 'WATCH', 'WATCH a', 'UNWATCH', 'UNWATCH x'],
  ['selects inside', 'MULTI', 'SELECT 3', 'DBSIZE', 'EXEC', 'SELECT 0'],
  ['fails inside without stopping', 'MULTI', 'SELECT 99', 'PING', 'EXEC'],
  ['subscribes inside', 'MULTI', 'SUBSCRIBE a b', 'PING', 'EXEC'],
  ['is left by RESET', 'MULTI', 'RESET', 'EXEC'],
  ['quotes what it does not know', exact('NO\nSUCH', 'a\rb', 'c'), exact('x'.repeat(200), 'y'.repeat(200))],
  [
    'shows only the beginning of many arguments',
    exact('nosuch', ...Array.from({ length: 40 }, (_, i) => `arg${i}`)),
  ],
]);
