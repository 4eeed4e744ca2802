/** The digests of a key and of a whole dataset; the order of keys does not matter. */
import type { ByteString } from '../../base/bytes.ts';
import type { Database } from '../database.ts';
import { Digest } from './digest.ts';
import { digestValue } from './value.ts';

/** The digest of one key's value and its expiry; forty zeros when the key is not there. */
export function valueDigest(db: Database, key: ByteString): ByteString {
  const digest = new Digest();
  addKey(digest, db, key);
  return digest.hex();
}

/** The digest of every key of every database. */
export function datasetDigest(databases: readonly Database[]): ByteString {
  const total = new Digest();
  for (const db of databases) {
    if (db.size === 0) continue;
    total.mix(String.fromCharCode(0, 0, 0, db.index));
    for (const key of [...db.entries()].map(([each]) => each)) {
      const one = new Digest();
      one.mix(key);
      addKey(one, db, key);
      total.addDigest(one);
    }
  }
  return total.hex();
}

function addKey(digest: Digest, db: Database, key: ByteString): void {
  const value = db.peek(key);
  if (value === undefined) return;
  digestValue(digest, value);
  if (db.expiryOf(key) !== undefined) digest.add('!!expire!!');
}
