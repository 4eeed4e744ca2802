/**
 * Answers of the scripts: one line a request, a word and its figures (`granted 1795706613003`). A flat text
 * costs a server half of what nested arrays do: those are put together from blocks of 16 KiB.
 */
import { textOf } from '../round/vote.ts';

/** Its message is one word, whatever is in it. */
const BROKEN = 'broken ';

/** Each line as its word and its figures; undefined for a reply that is no text. */
export function answersOf(reply: unknown): readonly (readonly string[])[] | undefined {
  const text = textOf(reply);
  if (text === undefined) return undefined;
  return text.includes('\n') ? text.split('\n').map(wordsOf) : [wordsOf(text)];
}

function wordsOf(line: string): readonly string[] {
  return line.startsWith(BROKEN) ? ['broken', line.slice(BROKEN.length)] : line.split(' ');
}
