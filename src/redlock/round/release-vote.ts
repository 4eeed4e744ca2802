/** What one instance answers to a release; read here and nowhere else, as votes are in vote.ts. */
import { numberOf, textOf } from './vote.ts';

/** What one instance answered to a release. */
export type ReleaseVerdict = { readonly instance: string } & (
  | { readonly kind: 'released' }
  /** The lock was not there any more: it had expired. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'down'; readonly cause: Error }
  /** It was never asked for the lock: a quorum of others was enough. */
  | { readonly kind: 'not-asked' }
  /** No answer when the release was decided; the request is under way. */
  | { readonly kind: 'unanswered' }
);

/** Reads one answer of release.lua. @param resources how many the lock has */
export function readRelease(instance: string, answer: unknown, resources: number): ReleaseVerdict {
  if (answer instanceof Error) return { instance, kind: 'down', cause: answer };
  if (Array.isArray(answer) && textOf(answer[0]) === 'released')
    return { instance, kind: numberOf(answer[1]) === resources ? 'released' : 'gone' };
  const text = Array.isArray(answer) ? textOf(answer[1]) : undefined;
  return { instance, kind: 'down', cause: new Error(text ?? 'answered what no script of ours says') };
}
