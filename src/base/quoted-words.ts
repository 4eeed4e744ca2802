/**
 * A line of words, quoted as in a shell (sdssplitargs in sds.c): requests that people type at telnet, and the
 * first lines of scripts and libraries.
 * "…" knows \n \r \t \b \a \xHH and takes any other escaped character as it is; '…' knows only \'.
 */
import { type ByteString, bytes } from './bytes.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' };

/** Splits a line into its words; undefined when a quote is left open or a closed one is not followed by space. */
export function splitQuotedWords(line: string): ByteString[] | undefined {
  const words: ByteString[] = [];
  let at = skipSpace(line, 0);
  while (at < line.length) {
    const word = readWord(line, at);
    if (word === undefined) return undefined;
    words.push(bytes(word.text));
    at = skipSpace(line, word.end);
  }
  return words;
}

/** A piece of text and the position after it. */
interface Piece {
  readonly text: string;
  readonly end: number;
}

/** A quote may open in the middle of a word, and ends the word where it closes. */
function readWord(line: string, start: number): Piece | undefined {
  let at = start;
  while (at < line.length && !endsBareWord(line.charAt(at))) at++;
  const bare = line.slice(start, at);
  const quote = line.charAt(at);
  if (quote !== '"' && quote !== "'") return { text: bare, end: at };
  const quoted = quote === '"' ? readDouble(line, at + 1) : readSingle(line, at + 1);
  if (quoted === undefined) return undefined;
  if (quoted.end < line.length && !isSpace(line.charAt(quoted.end))) return undefined;
  return { text: bare + quoted.text, end: quoted.end };
}

function readDouble(line: string, start: number): Piece | undefined {
  let text = '';
  let at = start;
  while (at < line.length) {
    const char = line.charAt(at);
    if (char === '"') return { text, end: at + 1 };
    const next =
      char === '\\' && at + 1 < line.length ? readEscape(line, at + 1) : { text: char, end: at + 1 };
    text += next.text;
    at = next.end;
  }
  return undefined;
}

function readEscape(line: string, at: number): Piece {
  const hex = /^x([0-9a-fA-F]{2})/.exec(line.slice(at, at + 3))?.[1];
  if (hex !== undefined) return { text: String.fromCharCode(Number.parseInt(hex, 16)), end: at + 3 };
  const char = line.charAt(at);
  return { text: ESCAPES[char] ?? char, end: at + 1 };
}

function readSingle(line: string, start: number): Piece | undefined {
  let text = '';
  for (let at = start; at < line.length; at++) {
    if (line.charAt(at) === "'") return { text, end: at + 1 };
    if (line.startsWith("\\'", at)) at++;
    text += line.charAt(at);
  }
  return undefined;
}

function skipSpace(line: string, start: number): number {
  let at = start;
  while (at < line.length && isSpace(line.charAt(at))) at++;
  return at;
}

/** isspace of the C locale: what may stand between words. */
function isSpace(char: string): boolean {
  return char === ' ' || (char >= '\t' && char <= '\r');
}

/** A quote, or the spaces that end a word; vertical tab and form feed are not among them. */
function endsBareWord(char: string): boolean {
  return ' \n\r\t"\''.includes(char);
}
