/** Each event as a sentence. Messages have theirs too, for the picture; a story leaves them out. */
import type { EventKind, EventOf, LabEvent } from '../history/event.ts';
import { formatInstant, formatLength } from '../history/instant.ts';

type Sentences = { readonly [Kind in EventKind]: (event: EventOf<Kind>) => string };

const CUTS = {
  to: (client: string, instance: string) => `Nothing that ${client} sends reaches ${instance}.`,
  from: (client: string, instance: string) => `Nothing that ${instance} sends reaches ${client}.`,
  both: (client: string, instance: string) => `${client} and ${instance} are cut off from each other.`,
};
const CAUSES = {
  deadline: 'its deadline has come',
  lost: 'it was lost',
  failed: 'it could not be kept',
} as const;
const MEMORIES = {
  kept: 'with all it knew',
  stale: 'as it stood a while before',
  empty: 'with nothing',
} as const;

const finding =
  (words: string) =>
  ({ client, text }: { client: string; text: string }): string =>
    `The library of ${client} ${words}: ${text}.`;

const SENTENCES: Sentences = {
  acquire: ({ client, resource, ttlUs, mode, limit }) =>
    `${client} asks for ${resource}${mode === 'shared' ? ' to read' : ''}${limit > 1 ? `, one of ${limit} permits,` : ''} for ${formatLength(ttlUs)}.`,
  extend: ({ client, ttlUs }) => `${client} asks for another ${formatLength(ttlUs)}.`,
  release: ({ client }) => `${client} releases.`,
  abort: ({ client }) => `${client} aborts its call.`,
  granted: ({ client, untilUs, token }) =>
    `${client} is granted it${untilUs === undefined ? '' : ` until ${formatInstant(untilUs)}`}${token === undefined ? '' : `, with token ${token}`}.`,
  refused: ({ client, error }) => `${client} is refused: ${error}.`,
  failed: ({ client, error }) => `The call of ${client} fails: ${error}.`,
  settled: ({ client }) => `The release of ${client} is done.`,
  told: ({ client, cause }) => `${client} is told that its lock is over: ${CAUSES[cause]}.`,
  asked: ({ client, held }) =>
    `${client} asks its library and hears that it ${held ? 'still holds' : 'no longer holds'} the lock.`,
  enter: ({ client }) => `${client} begins its work under the lock.`,
  leave: ({ client }) => `${client} ends its work.`,
  write: ({ client, resource, read, value, accepted, token }) =>
    `${client}, having read ${read}, writes ${value} to ${resource}${token === undefined ? '' : ` with token ${token}`}: ${accepted ? 'accepted' : 'turned away'}.`,
  pause: ({ client }) => `The process of ${client} stands still.`,
  suspend: ({ client }) => `The machine of ${client} is suspended.`,
  resume: ({ client }) => `${client} runs again.`,
  kill: ({ client }) => `${client} is killed.`,
  restart: ({ client }) => `${client} starts again.`,
  'clock-step': ({ node, byUs }) =>
    `The clock of ${node} steps ${byUs < 0 ? 'back' : 'forward'} by ${formatLength(Math.abs(byUs))}.`,
  'clock-rate': ({ node, rate }) => `The clock of ${node} runs at ${rate} of true time.`,
  'key-granted': ({ instance, key, owner }) => `${instance} grants ${key} to ${clientOf(owner)}.`,
  'key-extended': ({ instance, key, owner }) => `${instance} prolongs ${key} for ${clientOf(owner)}.`,
  'key-released': ({ instance, key, owner }) =>
    `${instance} lets go of ${key}, which was ${clientOf(owner)}'s.`,
  'key-expired': ({ instance, key, owner }) =>
    `At ${instance}, the key of ${clientOf(owner)} for ${key} expires.`,
  'key-evicted': ({ instance, key, owner }) => `${instance} evicts the key of ${clientOf(owner)} for ${key}.`,
  crash: ({ instance }) => `${instance} crashes.`,
  slow: ({ instance, forUs }) => `${instance} is busy for ${formatLength(forUs)}.`,
  back: ({ instance, memory }) => `${instance} is back ${MEMORIES[memory]}.`,
  flush: ({ instance }) => `${instance} is flushed.`,
  failover: ({ instance, memory }) => `A replica takes the place of ${instance}, ${MEMORIES[memory]}.`,
  partition: ({ client, instance, way }) => CUTS[way](client, instance),
  heal: ({ client, instance }) => `The link between ${client} and ${instance} is whole again.`,
  reset: ({ client, instance }) => `The connection between ${client} and ${instance} is reset.`,
  delay: ({ client, instance, byUs }) =>
    `Messages between ${client} and ${instance} take ${formatLength(byUs)} more.`,
  sent: (event) => message(event, 'sends'),
  delivered: ({ client, instance, way, text }) =>
    way === 'to' ? `${instance} hears from ${client}: ${text}` : `${client} hears from ${instance}: ${text}`,
  lost: (event) => `Lost on its way: ${message(event, 'sends')}`,
  'leaked-timer': finding('leaves a timer behind'),
  'unhandled-rejection': finding('leaves a rejection unhandled'),
  'real-time': finding('uses time behind the back of the lab'),
  'busy-loop': finding('does not let go of the processor'),
  threw: finding('throws out of turn'),
  'lost-error': finding("keeps the routine's own error to itself"),
  healed: () => 'From here on nothing fails any more.',
  end: () => 'The run ends.',
};

/** What happened, in one sentence. */
export function sentenceOf(event: LabEvent): string {
  return (SENTENCES[event.kind] as (event: LabEvent) => string)(event);
}

/** Whether an event is a message on its way. */
export function isMessage(event: LabEvent): event is EventOf<'sent' | 'delivered' | 'lost'> {
  return event.kind === 'sent' || event.kind === 'delivered' || event.kind === 'lost';
}

/** The client in an owner `client/op`. */
export function clientOf(owner: string): string {
  const slash = owner.lastIndexOf('/');
  return slash < 0 ? owner : owner.slice(0, slash);
}

function message({ client, instance, way, text }: EventOf<'sent' | 'lost'>, verb: string): string {
  return way === 'to'
    ? `${client} ${verb} to ${instance}: ${text}`
    : `${instance} ${verb} to ${client}: ${text}`;
}
