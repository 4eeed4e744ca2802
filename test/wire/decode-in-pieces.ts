/** Runs a decoder over a stream that arrives in pieces, each in one shared buffer that the next overwrites. */
import type { ByteString } from '../../src/base/bytes.ts';
import { RequestDecoder } from '../../src/wire/decoder.ts';
import { NameTable } from '../../src/wire/name-table.ts';
import { ProtocolError } from '../../src/wire/protocol-error.ts';
import type { Decoded } from './request-model.ts';

export const NAMES = new NameTable<string>(
  ['get', 'set', 'ping', 'echo', 'mget', 'lpush'].map((name) => [name, `the ${name}`]),
);

/** All that the pieces hold; `mayStop` says after which requests the reader pauses until the next piece. */
export function decodeInPieces(pieces: readonly string[], mayStop: () => boolean = () => false): Decoded {
  const decoder = new RequestDecoder(NAMES);
  const shared = Buffer.alloc(Math.max(0, ...pieces.map((piece) => piece.length)));
  const requests: ByteString[][] = [];
  for (const piece of [...pieces, '']) {
    shared.latin1Write(piece, 0, piece.length);
    decoder.feed(shared, 0, piece.length);
    const violation = drain(decoder, requests, piece === '' ? () => false : mayStop);
    if (violation !== undefined) return { requests, violation };
    decoder.retain();
    shared.fill('!');
  }
  return { requests, violation: undefined };
}

function drain(
  decoder: RequestDecoder<string>,
  into: ByteString[][],
  mayStop: () => boolean,
): string | undefined {
  try {
    while (decoder.next()) {
      const name = decoder.argv[0] as ByteString;
      if (decoder.command !== NAMES.find(name)) throw new Error(`${name} resolved to ${decoder.command}`);
      into.push(decoder.argv);
      if (mayStop()) return undefined;
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    if (decoder.pendingBytes !== 0) throw new Error('a dead decoder must hold nothing');
    return error.message.replace('Protocol error: ', '');
  }
}
