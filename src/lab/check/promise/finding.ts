/** Cleanliness: no leaked timer, no unhandled rejection, no time but the lab's, no throw out of turn, no lost error. */
import type { EventKind, FindingEvent, LabEvent } from '../../history/event.ts';
import { formatInstant } from '../../history/instant.ts';
import { always, type Checker, type Violation } from '../violation.ts';

/** What each finding is in a sentence. */
const WORDS: Readonly<Record<FindingEvent['kind'], string>> = {
  'leaked-timer': 'leaves a timer behind',
  'unhandled-rejection': 'leaves a rejection unhandled',
  'real-time': "uses time behind the lab's back",
  'busy-loop': 'does not let go of the processor',
  threw: 'throws out of turn',
  'lost-error': "keeps the routine's own error to itself",
};

export const clean: Checker = {
  promise: 'clean',
  about: 'The library leaves no timer and no unhandled rejection behind, and uses no hidden time.',
  isMade: always,
  *find({ events }) {
    for (const event of events) if (isFinding(event)) yield found(event);
  },
};

/** Whether an event is what the world noticed of the library. */
export function isFinding(event: LabEvent): event is FindingEvent {
  return Object.hasOwn(WORDS, event.kind satisfies EventKind);
}

/** What was found, as a sentence. */
export function findingSentence({ kind, client, text }: FindingEvent): string {
  return `The library of ${client} ${WORDS[kind]}: ${text}`;
}

function found(event: FindingEvent): Violation {
  const { at } = event;
  return {
    promise: 'clean',
    sinceUs: at,
    atUs: at,
    untilUs: at,
    locks: [],
    sentence: `${findingSentence(event)}, at ${formatInstant(at)}.`,
    reliesOn: [],
  };
}
