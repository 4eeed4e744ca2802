/**
 * Addresses for `tostring`: handed out in the order in which they are asked for, so that runs repeat.
 */

const FIRST = 0x55d0c0a01260;
const STEP = 0x40;

export class AddressBook {
  readonly #addresses = new WeakMap<object, string>();
  /** The next one to be handed out; a run that is made again begins where it began before. */
  next = FIRST;

  of(object: object): string {
    let address = this.#addresses.get(object);
    if (address === undefined) {
      address = `0x${this.next.toString(16)}`;
      this.next += STEP;
      this.#addresses.set(object, address);
    }
    return address;
  }
}
