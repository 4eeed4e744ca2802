import { expect, test } from 'vitest';
import { fuzzDecoder } from './fuzz-decoder.ts';

test('20,000 random chunks with wounds decode as the model does, in bounded memory (seed 1)', () => {
  const result = fuzzDecoder({ seed: 1, chunks: 20_000, seconds: 20 });
  expect(result.requests).toBeGreaterThan(300);
  expect(result.violations).toBeGreaterThan(100);
});
