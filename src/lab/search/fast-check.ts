/** fast-check, which draws the plans: an optional peer, asked for when it is needed. */
import type { Fast } from './plan-arbitrary.ts';

/** @throws Error that says how to install it */
export async function loadFastCheck(): Promise<Fast> {
  try {
    const { default: fc } = await import('fast-check');
    return fc;
  } catch (cause) {
    throw new Error('the lab draws its plans with fast-check: npm install --save-dev fast-check', { cause });
  }
}
