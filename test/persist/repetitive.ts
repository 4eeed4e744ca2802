/** Inputs for compression. */
import fc from 'fast-check';

/** Text that repeats itself, near and far, as sources and documents do. */
export const repetitive = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 20 }),
      fc.record({ back: fc.nat(9000), count: fc.nat(300) }),
      fc.record({ byte: fc.nat(255), count: fc.nat(300) }),
    ),
    { maxLength: 60 },
  )
  .map((pieces) => {
    const out: number[] = [];
    for (const piece of pieces) {
      if (piece instanceof Uint8Array) out.push(...piece);
      else if ('byte' in piece) for (let i = 0; i < piece.count; i++) out.push(piece.byte);
      else for (let i = 0; i < piece.count; i++) out.push(out[out.length - 1 - piece.back] ?? i % 7);
    }
    return Uint8Array.from(out);
  });
