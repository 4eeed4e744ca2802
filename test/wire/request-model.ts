/**
 * A reference for the request decoder: the whole stream at once, in a few lines of string handling, after
 * processInputBuffer of the server's networking.c. Slow and simple; what differs from it is a bug in one of them.
 */
import { splitQuotedWords } from '../../src/base/quoted-words.ts';

/** What a stream of bytes holds: whole requests, then how it ends. */
export interface Decoded {
  readonly requests: readonly (readonly string[])[];
  /** The protocol error at which reading stopped, without `Protocol error: `. */
  readonly violation: string | undefined;
}

/** A line that has not ended by then is refused; a NUL hides its end. */
const LONGEST_LINE = 64 * 1024;

/** Decodes a whole stream. */
export function decodeModel(stream: string): Decoded {
  const requests: string[][] = [];
  let at = 0;
  const line = (end: string, width: number): string | undefined => {
    const visible = stream.slice(at).split('\0', 1)[0] as string;
    const stop = visible.indexOf(end);
    if (stop < 0 || at + stop + width > stream.length) return undefined;
    const text = visible.slice(0, stop);
    at += stop + width;
    return text;
  };
  const stopped = (violation?: string): Decoded => ({ requests, violation });
  const unfinished = (what: string): Decoded =>
    stopped(stream.length - at > LONGEST_LINE ? `too big ${what}` : undefined);
  while (at < stream.length) {
    if (stream.charAt(at) !== '*') {
      const text = line('\n', 1);
      if (text === undefined) return unfinished('inline request');
      const words = splitQuotedWords(text.replace(/\r$/, ''));
      if (words === undefined) return stopped('unbalanced quotes in request');
      if (words.length > 0) requests.push(words);
      continue;
    }
    const head = line('\r', 2);
    if (head === undefined) return unfinished('mbulk count string');
    const count = integer(head.slice(1));
    if (count === undefined || count > 2147483647) return stopped('invalid multibulk length');
    const argv: string[] = [];
    while (argv.length < count) {
      const bulk = line('\r', 2);
      if (bulk === undefined) return unfinished('bulk count string');
      if (!bulk.startsWith('$'))
        return stopped(`expected '$', got '${bulk === '' ? ' ' : bulk.charAt(0).replace('\n', ' ')}'`);
      const length = integer(bulk.slice(1));
      if (length === undefined || length < 0 || length > 536870888) return stopped('invalid bulk length');
      if (at + length + 2 > stream.length) return stopped();
      argv.push(stream.slice(at, at + length));
      at += length + 2;
    }
    if (argv.length > 0) requests.push(argv);
  }
  return stopped();
}

function integer(text: string): number | undefined {
  return /^(0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined;
}
