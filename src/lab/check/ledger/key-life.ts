/** How long the keys of each owner really lived at each instance, and when a majority of them stood together. */
import type { EventOf } from '../../history/event.ts';
import type { Span } from './span.ts';

/** The life of one key; `untilUs` is Infinity for one that outlived the history. */
export interface KeyLife extends Span {
  readonly instance: string;
  readonly key: string;
  readonly owner: string;
  /** What ended it. */
  readonly end: 'key-released' | 'key-expired' | 'key-evicted' | 'back' | 'flush' | 'failover' | 'open';
}

interface OpenLife extends KeyLife {
  untilUs: number;
  end: KeyLife['end'];
}

export class KeyBook {
  readonly #ofOwner = new Map<string, OpenLife[]>();
  readonly #open = new Map<string, Set<OpenLife>>();

  /** A key that is granted anew to its owner lives on; an extension that revives one is a grant. */
  grant({ at, instance, key, owner }: EventOf<'key-granted' | 'key-extended'>): void {
    if (this.#find(instance, key, owner) !== undefined) return;
    const untilUs = Number.POSITIVE_INFINITY;
    const life: OpenLife = { instance, key, owner, fromUs: at, untilUs, end: 'open' };
    const lives = this.#ofOwner.get(owner) ?? [];
    this.#ofOwner.set(owner, lives);
    lives.push(life);
    this.#openAt(instance).add(life);
  }

  end({ at, kind, instance, key, owner }: EventOf<'key-released' | 'key-expired' | 'key-evicted'>): void {
    const life = this.#find(instance, key, owner);
    if (life !== undefined) this.#close(life, at, kind);
  }

  lose({ at, kind, instance, lost }: EventOf<'back' | 'flush' | 'failover'>): void {
    if (lost.length === 0) return;
    const gone = new Set(lost);
    for (const life of this.#openAt(instance)) if (gone.has(life.key)) this.#close(life, at, kind);
  }

  finish(): ReadonlyMap<string, readonly KeyLife[]> {
    return this.#ofOwner;
  }

  #close(life: OpenLife, at: number, end: KeyLife['end']): void {
    life.untilUs = at;
    life.end = end;
    this.#openAt(life.instance).delete(life);
  }

  #find(instance: string, key: string, owner: string): OpenLife | undefined {
    return this.#ofOwner
      .get(owner)
      ?.findLast((life) => life.end === 'open' && life.instance === instance && life.key === key);
  }

  #openAt(instance: string): Set<OpenLife> {
    let lives = this.#open.get(instance);
    if (lives === undefined) this.#open.set(instance, (lives = new Set()));
    return lives;
  }
}

/** When at least `count` of the lives stand together, in order and apart. */
export function standingTogether(lives: readonly KeyLife[], count: number): readonly Span[] {
  const turns = lives
    .flatMap(({ fromUs, untilUs }) => [
      { at: fromUs, by: 1 },
      { at: untilUs, by: -1 },
    ])
    .sort((a, b) => a.at - b.at || b.by - a.by);
  const spans: Span[] = [];
  let standing = 0;
  let since: number | undefined;
  for (const { at, by } of turns) {
    standing += by;
    if (since === undefined && standing >= count) since = at;
    else if (since !== undefined && standing < count) {
      if (at > since) spans.push({ fromUs: since, untilUs: at });
      since = undefined;
    }
  }
  return spans;
}

/** The first instant of a span at which none of `standing` covers it, if there is one. */
export function firstGap({ fromUs, untilUs }: Span, standing: readonly Span[]): number | undefined {
  let at = fromUs;
  for (const span of standing) {
    if (span.fromUs > at) break;
    at = Math.max(at, span.untilUs);
  }
  return at < untilUs ? at : undefined;
}
