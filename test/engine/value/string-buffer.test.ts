import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes } from '../../../src/base/bytes.ts';
import { StringBuffer } from '../../../src/engine/value/string-buffer.ts';

const content = fc.oneof(
  fc.string({
    unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
    maxLength: 40,
  }),
  fc.integer({ min: 500, max: 1200 }).map((length) => 'ab'.repeat(length / 2)),
);
const offset = fc.oneof(fc.nat(60), fc.nat(2500));

type Edit =
  | { readonly kind: 'append'; readonly content: string }
  | { readonly kind: 'write'; readonly offset: number; readonly content: string }
  | { readonly kind: 'set'; readonly position: number; readonly value: number };

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('append' as const), content }),
  fc.record({ kind: fc.constant('write' as const), offset, content }),
  fc.record({ kind: fc.constant('set' as const), position: offset, value: fc.nat(255) }),
);

function apply(buffer: StringBuffer, each: Edit): void {
  if (each.kind === 'append') buffer.append(bytes(each.content));
  else if (each.kind === 'write') buffer.write(each.offset, bytes(each.content));
  else buffer.setByte(each.position, each.value);
}

/** The model: one string, cut and glued. */
function applied(text: string, each: Edit): string {
  if (each.kind === 'append') return text + each.content;
  const at = each.kind === 'write' ? each.offset : each.position;
  const written = each.kind === 'write' ? each.content : String.fromCharCode(each.value);
  return text.slice(0, at).padEnd(at, '\0') + written + text.slice(at + written.length);
}

describe('StringBuffer', () => {
  it('holds what a plain string would hold after the same edits', () => {
    fc.assert(
      fc.property(content, fc.array(edit, { maxLength: 12 }), offset, offset, (start, edits, from, to) => {
        const buffer = new StringBuffer(bytes(start));
        let model = start;
        for (const each of edits) {
          apply(buffer, each);
          model = applied(model, each);
          expect(buffer.length).toBe(model.length);
        }
        expect(buffer.text()).toBe(model);
        expect(buffer.slice(from, to)).toBe(model.slice(from, to));
        expect(buffer.byteAt(from)).toBe(from < model.length ? model.charCodeAt(from) : 0);
      }),
    );
  });

  it('has clones that go their own way', () => {
    fc.assert(
      fc.property(content, fc.array(edit, { maxLength: 4 }), edit, (start, edits, last) => {
        const buffer = new StringBuffer(bytes(start));
        for (const each of edits) apply(buffer, each);
        const before = buffer.text();
        const copy = buffer.clone();
        apply(buffer, last);
        expect(copy.text()).toBe(before);
        expect(copy.encoding()).toBe(edits.length === 0 ? buffer.encoding() : 'raw');
      }),
    );
  });

  it('is raw once it has been written in place, embstr while it was only computed', () => {
    expect(new StringBuffer(bytes('5')).encoding()).toBe('raw');
    const sum = () => new StringBuffer(bytes('5'), { computed: true });
    expect([sum().encoding(), sum().clone().encoding()]).toEqual(['embstr', 'embstr']);
    for (const each of [
      { kind: 'append', content: '1' },
      { kind: 'write', offset: 0, content: '1' },
      { kind: 'set', position: 0, value: 49 },
    ] as const) {
      const buffer = sum();
      apply(buffer, each);
      expect(buffer.encoding(), each.kind).toBe('raw');
    }
  });
});
