/**
 * Notices a process that goes behind the lab's back: whatever waits for real time, real chance or a real network makes
 * an asynchronous resource, and Node says so when it is made.
 */
import { AsyncLocalStorage, AsyncResource, createHook } from 'node:async_hooks';
import type { Timeline } from './timeline.ts';

/** What runs within a turn. */
const HARMLESS: ReadonlySet<string> = new Set(['PROMISE', 'TickObject']);

/** Told of each kind once a process. @param kind by Node's own name, such as `Timeout` or `TCPWRAP` */
export type RealTimeListener = (process: string, kind: string) => void;

interface Watch {
  readonly timeline: Timeline;
  readonly onFound: RealTimeListener;
  readonly found: Set<string>;
}

/**
 * Node has one list of hooks for the whole process. A turn that is ended from outside may be ended within a hook, and from
 * then on Node leaves the list as it is: a hook made later would never be called. So there is one, for all watches.
 */
const watches = new Set<Watch>();
const hook = createHook({
  init(_, kind, __, resource) {
    // Somebody's own AsyncResource carries a context, and waits for nothing.
    if (HARMLESS.has(kind) || resource instanceof AsyncResource) return;
    for (const watch of watches) look(watch, kind);
  },
});

function look({ timeline, onFound, found }: Watch, kind: string): void {
  const owner = timeline.current?.name;
  if (owner === undefined || timeline.isInterrupted) return;
  const label = `${owner} ${kind}`;
  if (found.has(label)) return;
  found.add(label);
  onFound(owner, kind);
}

/**
 * The same frozen list would leave out a host that first asks for a context afterwards: an AsyncLocalStorage carries
 * nothing until its own hook is on the list. Entering one puts that hook there, and it stays.
 */
let hostStorage: AsyncLocalStorage<undefined> | undefined;

function keepContexts(): void {
  if (hostStorage !== undefined) return;
  hostStorage = new AsyncLocalStorage();
  hostStorage.enterWith(undefined);
}

/** Watches every turn of a timeline until the function that is returned is called. */
export function watchForRealTime(timeline: Timeline, onFound: RealTimeListener): () => void {
  const watch: Watch = { timeline, onFound, found: new Set() };
  watches.add(watch);
  keepContexts();
  hook.enable();
  return () => {
    watches.delete(watch);
    if (watches.size === 0) hook.disable();
  };
}
