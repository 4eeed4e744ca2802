/** Hash slots of Redis Cluster: which keys may stand in one call. */

const SLOTS = 16_384;
const BITS_OF_A_BYTE = 8;
const POLYNOMIAL = 0x1021;
/** Every slot has a tag among the numbers below this; the bound is there so that the search ends. */
const MAX_TAG = 1_000_000;

/** The slot of a key, 0 to 16383: CRC16 (XMODEM) of its hash tag, or of all of it when it has none. */
export function slotOf(key: string): number {
  return crc16(Buffer.from(hashTagOf(key) ?? key)) % SLOTS;
}

/** What stands between the first `{` and the next `}`; undefined when there is none or nothing in it. */
export function hashTagOf(key: string): string | undefined {
  const open = key.indexOf('{');
  const close = open < 0 ? -1 : key.indexOf('}', open + 1);
  return close > open + 1 ? key.slice(open + 1, close) : undefined;
}

/** The smallest number whose text lies in a slot: a tag for what a slot has one of. About 16,000 tries. */
export function tagOfSlot(slot: number): string {
  if (!(slot >= 0 && slot < SLOTS)) throw new RangeError(`there is no slot ${slot}`);
  for (let tag = 0; tag < MAX_TAG; tag++) if (slotOf(String(tag)) === slot) return String(tag);
  throw new RangeError(`no number below ${MAX_TAG} lies in slot ${slot}`);
}

function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << BITS_OF_A_BYTE;
    for (let bit = 0; bit < BITS_OF_A_BYTE; bit++)
      crc = (crc & 0x8000) !== 0 ? ((crc << 1) ^ POLYNOMIAL) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}
