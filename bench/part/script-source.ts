/** The scripts that the benchmarks run. */
import { readFileSync } from 'node:fs';

export const RETURN_ONE = 'return 1';
export const COMPARE_AND_DELETE = readFileSync(
  new URL('../../lua/compare-and-delete.lua', import.meta.url),
  'utf8',
);
export const TOKEN_BUCKET = readFileSync(new URL('../../lua/token-bucket.lua', import.meta.url), 'utf8');
