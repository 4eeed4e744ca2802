/** The line that CLIENT LIST and CLIENT INFO show of a session, and the kinds by which they filter. */
import { type ByteString, bytes } from '../../base/bytes.ts';
import { ErrorReply } from '../../base/reply.ts';
import type { Core } from '../../engine/core.ts';
import type { DoorFacts, Session } from '../../engine/session.ts';

export type ClientType = 'normal' | 'master' | 'replica' | 'pubsub';

export function clientTypeOf(session: Session): ClientType {
  return session.subscriptionCount + session.shardChannels.size > 0 ? 'pubsub' : 'normal';
}

/** Reads a TYPE argument. @throws ErrorReply when it is none. */
export function parseClientType(text: ByteString): ClientType {
  const word = text.toLowerCase();
  if (word === 'slave') return 'replica';
  if (word === 'normal' || word === 'master' || word === 'replica' || word === 'pubsub') return word;
  throw new ErrorReply(`ERR Unknown client type '${text}'`);
}

export function clientLine(core: Core, session: Session): ByteString {
  const nowMs = core.nowMs();
  const door = session.door.describe();
  const fields: readonly (readonly [string, string | number])[] = [
    ['id', session.id],
    ['addr', door.addr],
    ['laddr', door.laddr],
    ['fd', door.fd],
    ['name', session.name],
    ['age', Math.floor((nowMs - session.createdMs) / 1000)],
    ['idle', Math.max(0, Math.floor((nowMs - session.activeAtMs) / 1000))],
    ['flags', flagLetters(session, door)],
    ['db', session.db.index],
    ['sub', session.channels.size],
    ['psub', session.patterns.size],
    ['ssub', session.shardChannels.size],
    ['multi', session.transaction?.queue.length ?? -1],
    ['qbuf', door.inputBytes],
    ['qbuf-free', 0],
    ['argv-mem', 0],
    ['multi-mem', 0],
    ['rbs', 1024],
    ['rbp', 0],
    ['obl', 0],
    ['oll', door.outputBytes > 0 ? 1 : 0],
    ['omem', door.outputBytes],
    ['tot-mem', door.inputBytes + door.outputBytes],
    ['events', 'r'],
    ['cmd', session.lastCommand],
    ['user', session.user],
    ['redir', -1],
    ['resp', session.resp],
    ['lib-name', session.libraryName],
    ['lib-ver', session.libraryVersion],
  ];
  return bytes(`${fields.map(([name, value]) => `${name}=${value}`).join(' ')}\n`);
}

function flagLetters(session: Session, { addr }: DoorFacts): string {
  let letters = '';
  if (clientTypeOf(session) === 'pubsub') letters += 'P';
  if (session.transaction !== undefined) letters += 'x';
  if (session.isWaiting) letters += 'b';
  if (session.watchBroken) letters += 'd';
  if (session.closing) letters += 'c';
  if (addr.startsWith('/')) letters += 'U';
  return letters === '' ? 'N' : letters;
}
