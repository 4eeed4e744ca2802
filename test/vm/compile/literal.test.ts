import fc from 'fast-check';
import { expect, it } from 'vitest';
import { literal } from '../../../src/vm/compile/literal.ts';
import { LuaVm } from '../../../src/vm/index.ts';

const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) });

/** A string as Lua source that spells every byte. */
function spell(text: string): string {
  return `"${[...text].map((c) => `\\${String(c.charCodeAt(0)).padStart(3, '0')}`).join('')}"`;
}

it('a literal evaluates to its constant and holds printable ASCII only', () => {
  fc.assert(
    fc.property(fc.oneof(bytes, fc.double(), fc.boolean(), fc.constant(undefined)), (value) => {
      const text = literal(value);
      expect(text).toMatch(/^[\x20-\x7e]*$/);
      expect(new Function(`return ${text}`)()).toBe(value);
    }),
  );
});

it('any bytes survive as constants, keys and chunk names', () => {
  const vm = new LuaVm();
  fc.assert(
    fc.property(bytes, bytes, (key, value) => {
      const source = `local t = {[${spell(key)}] = ${spell(value)}} return t[${spell(key)}]`;
      expect(vm.call(vm.compile(source, key))).toBe(value);
    }),
  );
});

it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'array', 'nodes', 'S', 'kit'])(
  '%s is an ordinary name',
  (name) => {
    const vm = new LuaVm();
    const source = `${name} = 1 local ${name} = {${name} = ${name} + 1} return _G.${name}, ${name}.${name}`;
    expect(vm.call(vm.compile(source, '=test'))).toEqual([1, 2]);
  },
);
