/** Messages in the lanes of their links, from when they were sent to when they came or were lost. */
import type { EventOf, LabEvent } from '../../history/event.ts';
import { formatLength } from '../../history/instant.ts';
import type { LaneIndex, Mark } from './mark.ts';

type Message = EventOf<'sent' | 'delivered' | 'lost'>;

export function messageMarks(events: readonly LabEvent[], index: LaneIndex): readonly Mark[] {
  const underway = new Map<number, Message>();
  const marks: Mark[] = [];
  for (const event of events) {
    if (event.kind === 'sent') underway.set(event.message, event);
    else if (event.kind === 'delivered' || event.kind === 'lost') {
      const sent = underway.get(event.message) ?? event;
      underway.delete(event.message);
      marks.push(...mark(sent, event, index));
    }
  }
  for (const sent of underway.values()) marks.push(...mark(sent, { ...sent, kind: 'lost' }, index));
  return marks;
}

function mark(sent: Message, came: Message, index: LaneIndex): readonly Mark[] {
  const lane = index.link.get(`${sent.client} ${sent.instance}`);
  if (lane === undefined) return [];
  const { client, instance, way } = sent;
  const isLost = came.kind === 'lost';
  const [from, to] = way === 'to' ? [client, instance] : [instance, client];
  const fate = isLost ? 'never came' : `took ${formatLength(came.at - sent.at)}`;
  const text = `${from} → ${to}, ${fate}: ${sent.text}`;
  const span = { fromUs: sent.at, untilUs: came.at };
  return [{ kind: 'message', lane, client: index.numberOf(client), ...span, text, way, isLost }];
}
