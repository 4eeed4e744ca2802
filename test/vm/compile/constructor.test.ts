import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LuaVm, listOf } from '../../../src/vm/index.ts';

/** `pairs` over a table that a constructor made, before and after three more keys have come. */
function orderOf(written: string, names: readonly string[]): readonly unknown[] {
  const vm = new LuaVm();
  const source = `${names.map((name, i) => `local k${i} = '${name}' `).join('')}
    local function order(t) local list = '' for k, v in pairs(t) do list = list .. k .. '=' .. tostring(v) .. ' ' end return list end
    local t = ${written}
    local before = order(t)
    t.more, t[1], t.another = 1, 2, 3
    return before, order(t)`;
  return listOf(vm.call(vm.compile(source, '=test')));
}

const names = fc.uniqueArray(
  fc.stringMatching(/^[a-z]{1,6}$/).filter((name) => !KEYWORDS.has(name)),
  { minLength: 1, maxLength: 17 },
);
const KEYWORDS = new Set(
  'and break do else elseif end false for function if in local nil not or repeat return then true until while'.split(
    ' ',
  ),
);
const value = fc.constantFrom(
  '1',
  "'text'",
  'nil',
  '(nil)',
  'false',
  '{}',
  '{a = 1}',
  'tostring(nil)',
  'nil and 1',
);

describe('a constructor with constant names', () => {
  test('lays its table out as one with computed names does, nils included', () => {
    fc.assert(
      fc.property(names, fc.infiniteStream(value), (keys, stream) => {
        const values = keys
          .map(() => stream.next().value)
          .map((text) => (text.startsWith('{') ? `#${text}` : text));
        const constant = `{${keys.map((key, i) => `${key} = ${values[i]}`).join(', ')}}`;
        const computed = `{${keys.map((_, i) => `[k${i}] = ${values[i]}`).join(', ')}}`;
        expect(orderOf(constant, keys)).toEqual(orderOf(computed, keys));
      }),
      { numRuns: 500 },
    );
  });

  test('keeps what follows it apart from its own fields', () => {
    const vm = new LuaVm();
    const source = 'local t = {x = 1, y = 2} t.x, t.z = nil, 3 t.y = t.y + 1 return t.x, t.y, t.z';
    expect(vm.call(vm.compile(source, '=test'))).toEqual([undefined, 3, 3]);
  });

  test('takes a name twice, items among its fields, and constructors inside', () => {
    const vm = new LuaVm();
    const source = `local t = {x = 1, 'a', x = 2, y = {x = 3, y = {z = 4}}, 'b'}
      return t.x, t[1], t[2], t.y.x, t.y.y.z`;
    expect(vm.call(vm.compile(source, '=test'))).toEqual([2, 'a', 'b', 3, 4]);
  });
});
