/** What a client may call itself: printable ASCII without spaces. */
import type { ByteString } from '../../base/bytes.ts';
import { ErrorReply } from '../../base/reply.ts';

const BAD_NAME = new ErrorReply('ERR Client names cannot contain spaces, newlines or special characters.');

/** Returns the name. @throws ErrorReply when it holds anything outside `!` to `~`. */
export function checkClientName(name: ByteString): ByteString {
  if (!/^[!-~]*$/.test(name)) throw BAD_NAME;
  return name;
}

/** The same rule for CLIENT SETINFO, which names its attribute. */
export function checkClientInfo(attribute: string, value: ByteString): ByteString {
  if (!/^[!-~]*$/.test(value))
    throw new ErrorReply(`ERR ${attribute} cannot contain spaces, newlines or special characters.`);
  return value;
}
