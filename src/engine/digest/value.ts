/** The digest of one value, by type, as the server mixes it. */
import { formatG } from '../../base/number.ts';
import { MAX_STREAM_ID, MIN_STREAM_ID } from '../../structs/stream-id.ts';
import { HashValue } from '../value/hash.ts';
import { ListValue } from '../value/list.ts';
import { SetValue } from '../value/set.ts';
import { Stream } from '../value/stream/stream.ts';
import { textOf } from '../value/string.ts';
import { StringBuffer } from '../value/string-buffer.ts';
import type { Value } from '../value/value.ts';
import { ZSetValue } from '../value/zset.ts';
import { Digest } from './digest.ts';

/** The server's numbers of the types, as four bytes in network order. */
const TYPE = {
  string: '\0\0\0\0',
  list: '\0\0\0\x01',
  set: '\0\0\0\x02',
  zset: '\0\0\0\x03',
  hash: '\0\0\0\x04',
  stream: '\0\0\0\x06',
};

/** Adds type and content of a value. */
export function digestValue(digest: Digest, value: Value): void {
  if (typeof value !== 'object' || value instanceof StringBuffer) {
    digest.mix(TYPE.string);
    digest.mix(textOf(value));
    return;
  }
  digest.mix(TYPE[value.type]);
  if (value instanceof ListValue)
    for (const element of value.items.slice(0, value.length)) digest.mix(element);
  else if (value instanceof SetValue) for (const member of value.members()) digest.add(member);
  else if (value instanceof ZSetValue) digestZSet(digest, value);
  else if (value instanceof HashValue) digestHash(digest, value);
  else if (value instanceof Stream) digestStream(digest, value);
}

function digestZSet(digest: Digest, value: ZSetValue): void {
  value.entries.range(0, value.size, (score, member) => addPair(digest, member, formatG(score, 17)));
}

function digestHash(digest: Digest, value: HashValue): void {
  const pairs = value.pairs();
  for (let i = 0; i + 1 < pairs.length; i += 2) addPair(digest, pairs[i] as string, pairs[i + 1] as string);
}

function addPair(digest: Digest, first: string, second: string): void {
  const one = new Digest();
  one.mix(first);
  one.mix(second);
  digest.addDigest(one);
}

function digestStream(digest: Digest, { log }: Stream): void {
  log.range(MIN_STREAM_ID, MAX_STREAM_ID, (id, fields) => {
    digest.mix(`${id.ms}.${id.seq}`);
    for (const word of fields) digest.mix(word);
  });
}
