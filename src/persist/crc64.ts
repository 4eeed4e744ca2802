/**
 * CRC-64 with the Jones polynomial, which ends RDB files and DUMP payloads: bits reflected both ways, beginning
 * at 0. A sum is two halves of 32 bits, for BigInt would cost some fifty times as much.
 */

/** 0xad93d23594c935a9 with its bits in reverse. */
const POLYNOMIAL_HIGH = 0x95ac9329;
const POLYNOMIAL_LOW = 0xac4bc9b5;

interface Table {
  readonly high: Int32Array;
  readonly low: Int32Array;
}

/** What each byte adds to the sum. */
const TABLE = makeTable();

function makeTable(): Table {
  const table = { high: new Int32Array(256), low: new Int32Array(256) };
  for (let byte = 0; byte < 256; byte++) {
    let high = 0;
    let low = byte;
    for (let bit = 0; bit < 8; bit++) {
      const carry = low & 1;
      low = (low >>> 1) | (high << 31);
      high >>>= 1;
      if (carry === 0) continue;
      high ^= POLYNOMIAL_HIGH;
      low ^= POLYNOMIAL_LOW;
    }
    table.high[byte] = high;
    table.low[byte] = low;
  }
  return table;
}

/** A sum over bytes that come in pieces. */
export class Crc64 {
  #high = 0;
  #low = 0;

  update(bytes: Uint8Array): this {
    const { high: addHigh, low: addLow } = TABLE;
    let high = this.#high;
    let low = this.#low;
    for (let i = 0; i < bytes.length; i++) {
      const index = (low ^ (bytes[i] as number)) & 0xff;
      low = ((low >>> 8) | (high << 24)) ^ (addLow[index] as number);
      high = (high >>> 8) ^ (addHigh[index] as number);
    }
    this.#high = high;
    this.#low = low;
    return this;
  }

  /** The eight bytes as files have them, the lowest first. */
  digest(): Buffer {
    const digest = Buffer.alloc(8);
    digest.writeInt32LE(this.#low, 0);
    digest.writeInt32LE(this.#high, 4);
    return digest;
  }
}
