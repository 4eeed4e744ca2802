import { describe, expect, it } from 'vitest';
import { Crc64 } from '../../src/persist/crc64.ts';

const digestOf = (text: string) => new Crc64().update(Buffer.from(text, 'latin1')).digest().toString('hex');

describe('CRC-64 (Jones)', () => {
  it.each([
    ['', '0000000000000000'],
    // The polynomial's check value, e9c6d914c4b8d9ca, with the lowest byte first.
    ['123456789', 'cad9b8c414d9c6e9'],
    ['\0', '0000000000000000'],
    // What stands before the sum in an empty FUNCTION DUMP of redis-server.
    ['\x0a\0', '5d9b5c400f7fa2da'],
    ['\0\xc1\x7f\xff\x0a\0', '1760822854808480'],
  ])('of %j', (text, digest) => {
    expect(digestOf(text)).toBe(digest);
  });

  it('is the same in pieces and at once', () => {
    const content = Buffer.from('In the beginning was the checksum.');
    for (let cut = 0; cut <= content.length; cut++) {
      const inPieces = new Crc64().update(content.subarray(0, cut)).update(content.subarray(cut));
      expect(inPieces.digest()).toEqual(new Crc64().update(content).digest());
    }
  });
});
