/** The numbers of the RDB format that writer and reader share (rdb.h of the server). */

/** The version that redis-server 7.0 writes, and the newest that it reads. */
export const RDB_VERSION = 10;

/** The upper two bits of a length's first byte. */
export const LENGTH_KIND = { six: 0, fourteen: 1, wide: 2, encoded: 3 } as const;

/** First bytes of the wide lengths. */
export const LENGTH_32 = 0x80;
export const LENGTH_64 = 0x81;

/** What the lower six bits say where a string is encoded. */
export const STRING_ENCODING = { int8: 0, int16: 1, int32: 2, lzf: 3 } as const;

/** Bytes that stand where a value's type could stand. */
export const OPCODE = { functionOfCandidate: 0xf6, function: 0xf5 } as const;
