/**
 * Digests as the server's DEBUG DIGEST computes them, so that two servers can be compared by one line each.
 */
import { createHash } from 'node:crypto';
import { type ByteString, bytes } from '../../base/bytes.ts';

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
