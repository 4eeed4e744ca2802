/**
 * Requests as bytes: an array of bulk strings, the form in which clients, the append-only file and the
 * stream to replicas hold commands. (`ReplyWriter.write(argv, 2)` writes the same bytes into a buffer.)
 */
import { type ByteString, bytes } from '../base/bytes.ts';

/**
 * Encodes one command.
 * @example encodeRequest([bytes('GET'), bytes('k')]) // '*2\r\n$3\r\nGET\r\n$1\r\nk\r\n'
 */
export function encodeRequest(argv: readonly ByteString[]): ByteString {
  let text = `*${argv.length}\r\n`;
  for (const argument of argv) text += `$${argument.length}\r\n${argument}\r\n`;
  return bytes(text);
}
