import { expect, it } from 'vitest';
import { checkStackRoom, STACK_ROOM } from '../../src/base/stack.ts';

/** How many calls are made when the stack is full, and when the check first complained. */
function fill(): { readonly calls: number; readonly complaint: number } {
  let calls = 0;
  let complaint = 0;
  const nest = (): number => {
    calls++;
    if (complaint === 0)
      try {
        checkStackRoom();
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(RangeError);
        complaint = calls;
      }
    return 1 + nest();
  };
  expect(nest).toThrow(RangeError);
  return { calls, complaint };
}

it('a check complains before the stack is full, and not long before', () => {
  checkStackRoom();
  fill();
  const { calls, complaint } = fill();
  const bytes = (984 * 1024 * (calls - complaint)) / calls;
  expect(bytes).toBeGreaterThan(STACK_ROOM / 2);
  expect(bytes).toBeLessThan(STACK_ROOM * 2);
});
