/**
 * Names of keys. Each resource has a lock, a counter and, after a release, a tombstone for each value; each
 * instance has one record. All keys of a resource share a hash tag and so a slot; on a cluster the record
 * is one a slot, because a script may touch one slot only.
 */
import { hashTagOf, slotOf, tagOfSlot } from './slot.ts';

/** The keys of one resource. */
export interface ResourceKeys {
  readonly resource: string;
  readonly lock: string;
  readonly counter: string;
  /** The tombstone of a value is this and the value. */
  readonly tombstone: string;
}

/**
 * A resource without a hash tag becomes one as a whole: `lock:{orders}`. A resource that has one keeps it,
 * behind a colon of its own so that it can be no other's name: `lock::{user:1}:orders`.
 */
export function keysOf(prefix: string, resource: string): ResourceKeys {
  const name = hashTagOf(resource) === undefined ? wrapped(resource) : `:${resource}`;
  return {
    resource,
    lock: `${prefix}${name}`,
    counter: `${prefix}token:${name}`,
    tombstone: `${prefix}gone:${name}:`,
  };
}

/** The record of an instance; `tag` names the slot on a cluster. */
export function recordKey(prefix: string, tag?: string): string {
  return tag === undefined ? `${prefix}record` : `${prefix}record:{${tag}}`;
}

/** Records of the slots of a cluster, found once each. */
export class SlotRecords {
  readonly #prefix: string;
  readonly #bySlot = new Map<number, string>();

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The record that may stand in a call beside `key`. */
  beside(key: string): string {
    const slot = slotOf(key);
    const known = this.#bySlot.get(slot);
    if (known !== undefined) return known;
    const record = recordKey(this.#prefix, tagOfSlot(slot));
    this.#bySlot.set(slot, record);
    return record;
  }
}

/** An empty tag would be none: a resource that begins with the closing brace gets a tag before it. */
function wrapped(resource: string): string {
  return resource.startsWith('}') ? `;{-}${resource}` : `{${resource}}`;
}
