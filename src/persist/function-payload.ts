/** What FUNCTION DUMP gives and FUNCTION RESTORE takes: the sources of libraries, each after an opcode. */
import type { ByteString } from '../base/bytes.ts';
import { BAD_DUMP_PAYLOAD } from '../base/errors.ts';
import { ErrorReply } from '../base/reply.ts';
import { FOOTER_LENGTH, openPayload, sealPayload } from './dump-payload.ts';
import { OPCODE } from './rdb-format.ts';
import { RdbDamage, RdbReader } from './rdb-reader.ts';
import { RdbWriter } from './rdb-writer.ts';

const BEFORE_RELEASE = new ErrorReply('ERR Pre-GA function format not supported');
const NOT_A_FUNCTION = new ErrorReply('ERR given type is not a function');
const DAMAGED = new ErrorReply('ERR Failed loading library payload');

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
    const opcode = reader.byte();
    if (opcode === OPCODE.functionBeforeRelease) throw BEFORE_RELEASE;
    if (opcode !== OPCODE.function) throw NOT_A_FUNCTION;
    yield readSource(reader);
  }
}

function readSource(reader: RdbReader): ByteString {
  try {
    return reader.string();
  } catch (error) {
    if (error instanceof RdbDamage) throw DAMAGED;
    throw error;
  }
}
