/**
 * Stack: what V8's own has left for calls. Where it is full a RangeError is thrown, in the middle of whatever runs:
 * whoever must not be left half done asks before.
 */

/** Bytes that are sure to be there once `checkStackRoom` has returned. */
export const STACK_ROOM = 2 ** 16;

/** Of a local variable, where V8's interpreter keeps it. */
const BYTES_PER_LOCAL = 8;

/** @throws RangeError, as V8 words it, where less than STACK_ROOM is left */
export let checkStackRoom = (): void => {
  checkStackRoom = makeCheck();
  checkStackRoom();
};

/**
 * A function with so many local variables that it needs all that room, and that does nothing: V8 compares the room
 * when it is entered. They are named after its end, so that there is no code to them and V8 soon optimises it: 3 µs
 * before, for they are cleared, and 1 ns then.
 */
function makeCheck(): () => void {
  const locals = Array.from({ length: STACK_ROOM / BYTES_PER_LOCAL }, (_, i) => `v${i}`);
  return new Function(`var ${locals.join()};return;${locals.join(';')}`) as () => void;
}
