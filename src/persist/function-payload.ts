/** What FUNCTION DUMP gives and FUNCTION RESTORE takes: the sources of libraries, each after an opcode. */
import { type ByteString, bytes } from '../base/bytes.ts';
import { BAD_DUMP_PAYLOAD, untilNul } from '../base/errors.ts';
import { ErrorReply } from '../base/reply.ts';
import { FOOTER_LENGTH, openPayload, sealPayload } from './dump-payload.ts';
import { OPCODE } from './rdb-format.ts';
import { RdbDamage, RdbReader } from './rdb-reader.ts';
import { RdbWriter } from './rdb-writer.ts';

const NOT_A_FUNCTION = new ErrorReply('ERR given type is not a function');

/** A payload of libraries, given as their sources. */
export function writeLibraries(sources: Iterable<ByteString>): ByteString {
  const writer = new RdbWriter();
  for (const source of sources) {
    writer.byte(OPCODE.function);
    writer.string(source);
  }
  return sealPayload(writer.view());
}

/**
 * The sources in a payload, one by one: what is wrong with the payload shows only once the libraries before it
 * have been taken, as with the server.
 * @throws ErrorReply
 */
export function* readLibraries(payload: ByteString): Iterable<ByteString> {
  const content = openPayload(payload);
  if (content === undefined) throw BAD_DUMP_PAYLOAD;
  const reader = new RdbReader(content);
  while (reader.remaining > FOOTER_LENGTH) {
    yield readSource(reader);
  }
}

function readSource(reader: RdbReader): ByteString {
  const opcode = reader.byte();
  if (opcode === OPCODE.functionOfCandidate) return readCandidate(reader);
  if (opcode !== OPCODE.function) throw NOT_A_FUNCTION;
  return orRefuse('library payload', () => reader.string());
}

/** The release candidates of 7.0 wrote name and engine apart; a source of today begins with them. */
function readCandidate(reader: RdbReader): ByteString {
  const name = orRefuse('library name', () => reader.string());
  const engine = orRefuse('engine name', () => reader.string());
  const isDescribed = orRefuse('library description indicator', () => reader.length()) !== 0;
  if (isDescribed) orRefuse('library description', () => reader.string());
  const body = orRefuse('library blob', () => reader.string());
  return bytes(`#!${untilNul(engine)} name=${untilNul(name)}\n${untilNul(body)}`);
}

function orRefuse<Result>(what: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RdbDamage)) throw error;
    throw new ErrorReply(`ERR Failed loading ${what}`);
  }
}
