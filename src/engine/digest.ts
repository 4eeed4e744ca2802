/**
 * Digests of values and datasets, computed as the server's DEBUG DIGEST computes them, so that two
 * servers can be compared by one line each. The order of unordered collections does not matter.
 */
import { createHash } from 'node:crypto';
import { type ByteString, bytes } from '../base/bytes.ts';
import type { Database } from './database.ts';
import { digestValue } from './value/digest.ts';

const DIGEST_BYTES = 20;

/** A running digest: `mix` depends on order, `add` does not. */
export class Digest {
  #state = Buffer.alloc(DIGEST_BYTES);

  /** Adds content whose place in the order matters. */
  mix(content: string): void {
    this.add(content);
    this.#state = sha1(this.#state);
  }

  /** Adds content whose place does not matter. */
  add(content: string): void {
    this.addBytes(Buffer.from(content, 'latin1'));
  }

  /** Adds what another digest has come to. */
  addDigest(other: Digest): void {
    this.addBytes(other.#state);
  }

  addBytes(content: Buffer): void {
    const hash = sha1(content);
    for (let i = 0; i < DIGEST_BYTES; i++) this.#state[i] = (this.#state[i] as number) ^ (hash[i] as number);
  }

  hex(): ByteString {
    return bytes(this.#state.toString('hex'));
  }
}

function sha1(content: Buffer): Buffer<ArrayBuffer> {
  return Buffer.from(createHash('sha1').update(content).digest());
}

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
