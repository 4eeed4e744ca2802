/** What a script or a function says of itself beforehand. In the order in which the server lists them. */

export const SCRIPT_FLAGS = [
  'no-writes',
  'allow-oom',
  'allow-stale',
  'no-cluster',
  'allow-cross-slot-keys',
] as const;

export type ScriptFlag = (typeof SCRIPT_FLAGS)[number];

/** The flag of this name, if there is one. */
export function flagNamed(name: string): ScriptFlag | undefined {
  return SCRIPT_FLAGS.find((flag) => flag === name);
}
