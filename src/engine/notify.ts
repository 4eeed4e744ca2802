/**
 * Keyspace events: which classes `notify-keyspace-events` asks for, and the two channels of each event.
 */
import { type ByteString, bytes } from '../base/bytes.ts';

/** The class letters of the configuration, one bit each. */
export const EVENT_CLASS = {
  K: 1,
  E: 2,
  g: 4,
  $: 8,
  l: 16,
  s: 32,
  h: 64,
  z: 128,
  x: 256,
  e: 512,
  t: 1024,
  m: 2048,
  d: 8192,
  n: 16384,
} as const;
export type EventClass = Exclude<keyof typeof EVENT_CLASS, 'K' | 'E'>;

const ALL = 'g$lshzxetd';
/** The order in which CONFIG GET writes the letters back. */
const WRITTEN = ['g', '$', 'l', 's', 'h', 'z', 'x', 'e', 't', 'd'] as const;
/** Written after them, except where `A` stands for all: the server then leaves `n` out. */
const WRITTEN_APART = ['K', 'E', 'm'] as const;

/** Bits of a configuration such as `KEA`; undefined when a letter is unknown. */
export function parseEventClasses(text: string): number | undefined {
  let mask = 0;
  for (const letter of text) {
    if (letter === 'A') for (const each of ALL) mask |= EVENT_CLASS[each as EventClass];
    else if (letter in EVENT_CLASS) mask |= EVENT_CLASS[letter as EventClass];
    else return undefined;
  }
  return mask;
}

/** The letters of a mask in the server's own order. */
export function formatEventClasses(mask: number): string {
  const has = (letter: keyof typeof EVENT_CLASS): boolean => (mask & EVENT_CLASS[letter]) !== 0;
  const all = WRITTEN.every(has);
  let text = all ? 'A' : [...WRITTEN, 'n' as const].filter(has).join('');
  for (const letter of WRITTEN_APART) if (has(letter)) text += letter;
  return text;
}

/** Channel and message of each form of an event that the mask asks for. */
export function eventMessages(
  mask: number,
  db: number,
  event: string,
  key: ByteString,
): readonly (readonly [ByteString, ByteString])[] {
  const messages: [ByteString, ByteString][] = [];
  if ((mask & EVENT_CLASS.K) !== 0) messages.push([bytes(`__keyspace@${db}__:${key}`), bytes(event)]);
  if ((mask & EVENT_CLASS.E) !== 0) messages.push([bytes(`__keyevent@${db}__:${event}`), key]);
  return messages;
}
