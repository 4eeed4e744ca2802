/** The chance of a simulated process: `Math.random`, and whatever of `crypto` draws at random. */

import * as realCrypto from 'node:crypto';
import {
  type randomBytes as realBytes,
  type randomFillSync as realFill,
  webcrypto as realWebcrypto,
} from 'node:crypto';
import type { World } from '../../base/world.ts';
import { clone } from './clone.ts';
import { NO_OVERSEER, type Overseer } from './overseer.ts';

type Done = (error: null, value: unknown) => void;
const BYTE = 256;
/** Bytes of a random name at most. */
const LONGEST_NAME = 64;

/** Math, with the process's own chance. */
export function virtualMath(world: World): Math {
  return clone(Math, { random: () => world.random() });
}

/** `node:crypto`, with the process's own chance; hashes and ciphers are the real ones. */
export function virtualCrypto(world: World, overseer: Overseer = NO_OVERSEER): typeof realCrypto {
  const fill = <View extends ArrayBufferView>(view: View): View => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(world.random() * BYTE);
    if (bytes.length <= LONGEST_NAME) overseer.drew(Buffer.from(bytes).toString('hex'));
    return view;
  };
  const draw = (size: number) => fill(Buffer.alloc(size));
  const later = (value: unknown, done: Done) => world.defer(() => done(null, value));
  const randomUUID = () => {
    const uuid = uuidOf(draw(16));
    overseer.drew(uuid);
    return uuid;
  };
  const randomBytes = (size: number, done?: Done) =>
    done === undefined ? draw(size) : later(draw(size), done);
  const randomInt = (first: number, second?: number | Done, done?: Done) => {
    const [least, most] = typeof second === 'number' ? [first, second] : [0, first];
    const value = least + Math.floor(world.random() * (most - least));
    const answer = typeof second === 'function' ? second : done;
    return answer === undefined ? value : later(value, answer);
  };
  const randomFill = (view: ArrayBufferView, done: Done) => later(fill(view), done);
  const webcrypto = clone(realWebcrypto, { getRandomValues: fill, randomUUID });
  const own = {
    randomBytes: randomBytes as typeof realBytes,
    pseudoRandomBytes: randomBytes,
    randomFillSync: fill as typeof realFill,
    randomFill,
    randomInt,
    randomUUID,
    getRandomValues: fill,
    webcrypto,
  };
  return clone(realCrypto, { ...own, default: undefined });
}

/** Version 4 of RFC 9562 from 16 random bytes. */
function uuidOf(bytes: Buffer): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
