/** Inline requests: words split at white space, with the server's quoting rules. */
import { type ByteString, bytes } from '../base/bytes.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' };

/** The words of a line; undefined when quotes do not balance, or a quoted word is not followed by space. */
export function splitInline(buffer: Buffer, start: number, end: number): ByteString[] | undefined {
  const line = buffer.latin1Slice(start, end);
  const nul = line.indexOf('\0');
  return splitWords(nul < 0 ? line : line.slice(0, nul));
}

function splitWords(line: string): ByteString[] | undefined {
  const words: ByteString[] = [];
  let at = 0;
  while (true) {
    while (at < line.length && isSpace(line[at] as string)) at++;
    if (at >= line.length) return words;
    const word = readWord(line, at);
    if (word === undefined) return undefined;
    words.push(bytes(word.text));
    at = word.end;
  }
}

interface Part {
  readonly text: string;
  /** Position after it. */
  readonly end: number;
}

function readWord(line: string, start: number): Part | undefined {
  let text = '';
  let at = start;
  while (at < line.length && !isSpace(line[at] as string)) {
    const char = line[at] as string;
    if (char !== '"' && char !== "'") {
      text += char;
      at++;
      continue;
    }
    const quoted = char === '"' ? readDouble(line, at + 1) : readSingle(line, at + 1);
    if (quoted === undefined) return undefined;
    return quoted.end < line.length && !isSpace(line[quoted.end] as string)
      ? undefined
      : { text: text + quoted.text, end: quoted.end };
  }
  return { text, end: at };
}

function readDouble(line: string, start: number): Part | undefined {
  let text = '';
  for (let at = start; at < line.length; at++) {
    const char = line[at] as string;
    if (char === '"') return { text, end: at + 1 };
    if (char !== '\\' || at + 1 >= line.length) {
      text += char;
      continue;
    }
    const hex = /^x[0-9a-fA-F]{2}/.exec(line.slice(at + 1, at + 4));
    if (hex !== null) {
      text += String.fromCharCode(Number.parseInt(hex[0].slice(1), 16));
      at += 3;
    } else {
      const escaped = line[++at] as string;
      text += ESCAPES[escaped] ?? escaped;
    }
  }
  return undefined;
}

function readSingle(line: string, start: number): Part | undefined {
  let text = '';
  for (let at = start; at < line.length; at++) {
    const char = line[at] as string;
    if (char === "'") return { text, end: at + 1 };
    if (char === '\\' && line[at + 1] === "'") {
      text += "'";
      at++;
    } else text += char;
  }
  return undefined;
}

/** C's isspace. */
function isSpace(char: string): boolean {
  return char === ' ' || (char >= '\t' && char <= '\r');
}
