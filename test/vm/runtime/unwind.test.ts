import { describe, expect, it } from 'vitest';
import { LuaError, LuaVm } from '../../../src/vm/index.ts';
import { makeVm } from '../library.ts';

class Killed {}

function runOut(vm: LuaVm, source: string): void {
  vm.fuel = 10_000;
  vm.onFuel = () => {
    throw new Killed();
  };
  vm.call(vm.compile(source, '@user_script'));
}

describe('when the fuel is out', () => {
  it.each([
    'while true do end',
    'repeat until false',
    'for i = 1, math.huge do end',
    'for k in function() return 1 end do end',
    'local function f() return f() end f()',
    'local function f() f() end while true do pcall(f) end',
    'while true do pcall(error) end',
    'pcall(function() while true do end end)',
    'xpcall(function() while true do end end, function() end)',
    'xpcall(error, function() while true do end end)',
    'coroutine.wrap(function() while true do end end)()',
    'local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end',
    'table.sort({1, 2, 3}, function() while true do end end)',
    '("x"):gsub(".", function() while true do end end)',
    'local t = setmetatable({}, {__index = function() while true do end end}) return t.x',
    'local t = setmetatable({}, {__lt = function() while true do end end}) return t < t',
    'tostring(setmetatable({}, {__tostring = function() while true do end end}))',
    'loadstring("while true do end")()',
    'load(function() while true do end end)',
  ])('nothing catches the unwind: %s', (source) => {
    const { vm } = makeVm();
    expect(() => runOut(vm, source)).toThrow(Killed);
    vm.onFuel = undefined;
    expect(vm.call(vm.compile('return pcall(error, "still alive")', '=after'))).toEqual([
      false,
      'still alive',
    ]);
  });

  it('the hook may give more', () => {
    const vm = new LuaVm();
    let times = 0;
    vm.fuel = 10;
    vm.onFuel = () => {
      times++;
      return 10;
    };
    expect(vm.call(vm.compile('local n = 0 for i = 1, 100 do n = n + i end return n', '=more'))).toBe(5050);
    expect(times).toBeGreaterThan(8);
  });
});

describe('errors that leave the VM', () => {
  it('bear the position where they were raised', () => {
    const vm = new LuaVm();
    const chunk = vm.compile('local x\n\nlocal y = x.z', '@user_script');
    try {
      vm.call(chunk);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(LuaError);
      expect((error as LuaError).message).toBe("user_script:3: attempt to index local 'x' (a nil value)");
      expect((error as LuaError).position).toEqual({ source: 'user_script', line: 3 });
    }
  });

  it('bear a position even when their value is a table', () => {
    const vm = new LuaVm();
    const chunk = vm.compile('\nerror({code = 7})', '@user_script');
    try {
      vm.call(chunk);
      expect.unreachable();
    } catch (error) {
      expect((error as LuaError).position).toEqual({ source: 'user_script', line: 2 });
    }
  });
});

it("pcallFailure says what pcall hands on; xpcall's handler sees the error itself", () => {
  const vm = new LuaVm();
  vm.pcallFailure = (value) => [false, typeof value === 'string' ? `seen ${value}` : value];
  const run = (source: string) => vm.call(vm.compile(source, '=test'));
  expect(run('return pcall(error, "a")')).toEqual([false, 'seen a']);
  expect(run('return xpcall(function() error("b", 0) end, function(e) return e .. "!" end)')).toEqual([
    false,
    'b!',
  ]);
});

it('a read-only table refuses every kind of write', () => {
  const vm = new LuaVm();
  vm.globals.readonly = true;
  const message = (source: string) =>
    vm.call(vm.compile(`return (select(2, pcall(${source})))`, '@user_script'));
  expect(message('function() x = 1 end')).toBe('user_script:1: Attempt to modify a readonly table');
  expect(message('function() _VERSION = 1 end')).toBe('user_script:1: Attempt to modify a readonly table');
  expect(message('rawset, _G, "x", 1')).toBe('Attempt to modify a readonly table');
  expect(message('setmetatable, _G, {}')).toBe('Attempt to modify a readonly table');
});
