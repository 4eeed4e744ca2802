/**
 * When a lock is claimed: from the grant, or from a late extension, to whichever is first: the promised deadline, the
 * word that it is over, the call that releases it, the death of the client. In between the library says "yours".
 */
import type { EventOf } from '../../history/event.ts';
import type { Span } from './span.ts';

/** How a claim came to its end; `open` when the history ended first. */
export type ClaimEnd = 'deadline' | 'told' | 'released' | 'killed' | 'denied' | 'open';

/** A stretch in which the library says "yours", and when it was asked for that. */
export interface Claim extends Span {
  readonly askedUs: number;
}

/** A granted lock. */
export interface Hold {
  readonly name: string;
  readonly asked: EventOf<'acquire'>;
  readonly granted: EventOf<'granted'>;
  /** In order and apart. A lock that is granted after its own deadline is claimed for an instant. */
  readonly claims: readonly Claim[];
  /** The last promised deadline; Infinity when the library names none. */
  readonly deadlineUs: number;
  readonly end: ClaimEnd;
  /** When the client was first told, if ever, and when it first let go or died. */
  readonly told: EventOf<'told'> | undefined;
  readonly leftAt: number | undefined;
}

interface OpenHold extends Hold {
  readonly claims: { readonly askedUs: number; readonly fromUs: number; untilUs: number }[];
  deadlineUs: number;
  end: ClaimEnd;
  told: EventOf<'told'> | undefined;
  leftAt: number | undefined;
  isOver: boolean;
}

/** An instant, as a span. */
const INSTANT_US = 1;

export class ClaimBook {
  readonly #holds = new Map<string, OpenHold>();
  readonly #ofClient = new Map<string, Set<OpenHold>>();

  begin(asked: EventOf<'acquire'>, granted: EventOf<'granted'>): void {
    const name = `${asked.client}/${asked.op}`;
    const deadlineUs = granted.untilUs ?? Number.POSITIVE_INFINITY;
    const hold: OpenHold = {
      name,
      asked,
      granted,
      claims: [claimFrom(asked.at, granted.at, deadlineUs)],
      deadlineUs,
      end: 'open',
      told: undefined,
      leftAt: undefined,
      isOver: false,
    };
    this.#holds.set(name, hold);
    this.#openOf(asked.client).add(hold);
  }

  extend({ client, lock, at: askedUs }: EventOf<'extend'>, { at, untilUs }: EventOf<'granted'>): void {
    const hold = this.#holds.get(`${client}/${lock}`);
    if (hold !== undefined && untilUs !== undefined) renew(hold, { askedUs, fromUs: at, untilUs });
  }

  tell(name: string, event: EventOf<'told'>): void {
    const hold = this.#holds.get(name);
    if (hold === undefined || hold.told !== undefined) return;
    hold.told = event;
    this.end(name, event.at, 'told');
  }

  /** To be asked and to say yes is a claim, were it after the deadline. */
  ask(name: string, { at, held, untilUs }: EventOf<'asked'>): void {
    const hold = this.#holds.get(name);
    const last = hold?.claims.at(-1);
    if (hold === undefined || last === undefined || hold.isOver) return;
    if (!held) this.end(name, at, 'denied');
    else if (untilUs !== undefined) renew(hold, { askedUs: at, fromUs: at, untilUs });
    else if (at >= last.untilUs) hold.claims.push(claimFrom(at, at, at));
  }

  end(name: string, at: number, end: ClaimEnd): void {
    const hold = this.#holds.get(name);
    if (hold === undefined) return;
    if (end !== 'told') hold.leftAt ??= at;
    if (hold.isOver) return;
    hold.isOver = true;
    this.#openOf(hold.asked.client).delete(hold);
    const last = hold.claims.at(-1);
    hold.end = last !== undefined && last.untilUs <= at ? 'deadline' : end;
    if (last !== undefined) last.untilUs = Math.max(last.fromUs, Math.min(last.untilUs, at));
  }

  endAllOf(client: string, at: number): void {
    for (const { name } of this.#openOf(client)) this.end(name, at, 'killed');
  }

  finish(endAt: number): readonly Hold[] {
    for (const open of this.#ofClient.values()) for (const hold of open) finishClaim(hold, endAt);
    return [...this.#holds.values()];
  }

  #openOf(client: string): Set<OpenHold> {
    let open = this.#ofClient.get(client);
    if (open === undefined) {
      open = new Set();
      this.#ofClient.set(client, open);
    }
    return open;
  }
}

/** There is another deadline. */
function renew(hold: OpenHold, { askedUs, fromUs, untilUs }: Claim): void {
  const last = hold.claims.at(-1);
  if (last === undefined || hold.isOver) return;
  hold.deadlineUs = untilUs;
  if (fromUs <= last.untilUs) last.untilUs = Math.max(untilUs, fromUs + INSTANT_US);
  else hold.claims.push(claimFrom(askedUs, fromUs, untilUs));
}

/** A promise stands beyond the end of the history; a claim that nothing bounds ends with it. */
function finishClaim({ claims }: OpenHold, endAt: number): void {
  const last = claims.at(-1);
  if (last?.untilUs === Number.POSITIVE_INFINITY) last.untilUs = Math.max(last.fromUs, endAt) + INSTANT_US;
}

function claimFrom(askedUs: number, fromUs: number, deadlineUs: number): OpenHold['claims'][number] {
  return { askedUs, fromUs, untilUs: Math.max(deadlineUs, fromUs + INSTANT_US) };
}
