/**
 * The wrapping of DUMP and FUNCTION DUMP: content in RDB encodings, then two bytes of version and eight of
 * checksum, so that RESTORE takes nothing that was cut, changed or made by a newer server.
 */
import { type ByteString, bytes, toBuffer } from '../base/bytes.ts';
import { Crc64 } from './crc64.ts';
import { RDB_VERSION } from './rdb-format.ts';

const VERSION_LENGTH = 2;
/** Version and checksum. */
export const FOOTER_LENGTH = VERSION_LENGTH + 8;

/** The content with its footer. */
export function sealPayload(content: Uint8Array): ByteString {
  const version = Buffer.alloc(VERSION_LENGTH);
  version.writeUInt16LE(RDB_VERSION);
  const digest = new Crc64().update(content).update(version).digest();
  return bytes(Buffer.concat([content, version, digest]).latin1Slice());
}

/** The bytes of a payload, footer included; undefined when version or checksum are wrong. */
export function openPayload(payload: ByteString): Buffer | undefined {
  if (payload.length < FOOTER_LENGTH) return undefined;
  const content = toBuffer(payload);
  const end = content.length - FOOTER_LENGTH;
  if (content.readUInt16LE(end) > RDB_VERSION) return undefined;
  const digest = new Crc64().update(content.subarray(0, end + VERSION_LENGTH)).digest();
  return digest.equals(content.subarray(end + VERSION_LENGTH)) ? content : undefined;
}
