/** Runs scripts that never stop growing, one after another, and prints how each ended; the parent gives little heap. */
import { Engine } from '../../../src/redis.ts';

/** A text that others begin with: V8 copies it into them when it must. */
const ROPES = "local t, s = {}, 'xyz' for i = 1, 18 do s = s .. s end";

const SCRIPTS = [
  'local t, i = {}, 0 while true do i = i + 1 t[i] = i end',
  'local t = {} while true do t[#t + 1] = {} end',
  "local t, i = {}, 0 while true do i = i + 1 t['k' .. i] = i end",
  'local t, i = {}, 0 while true do i = i + 1 t[-i] = i end',
  "local t, i = {}, 0 while true do i = i + 1 t[i] = string.rep('x', 100000) .. i end",
  "local t, i = {}, 0 while true do i = i + 1 t[i] = string.rep('x', 90000):reverse() .. i if t[i] == t[i - 1] then return end end",
  "local t, i = {}, 0 while true do i = i + 1 t[i] = string.rep('x', 130000):reverse() .. i if t[i] == t[i - 1] then return end end",
  'local t = {} while true do local x = 1 t[#t + 1] = function() return x end end',
  "return #string.gsub(string.rep('x', 1e7), 'x', string.rep('y', 50))",
  `return #cjson.encode({string.rep('"', 1e8)})`,
  "return cjson.decode('[' .. string.rep('[],', 5e6) .. '1]')",
  "return #cmsgpack.unpack('\\221\\1\\0\\0\\0' .. string.rep('\\144', 2 ^ 24))",
  "return #struct.pack(string.rep('x', 2e7))",
  "return #string.format(string.rep('%%', 2e7))",
  "return string.match('a', string.rep('[ab]', 2e6))",
  "local s, t = 'x', {} for i = 1, 27 do s = s .. s end for i = 1, 20 do t[s .. i] = 1 end",
  `${ROPES} for i = 1, 1e5 do t[i] = s .. i if t[i]:byte(-1) == 0 then return 1 end end`,
  `${ROPES} for i = 1, 1e5 do t[i] = s .. i if t[i] == s .. (i + 1) then return 1 end end`,
  `${ROPES} for i = 1, 1e5 do t[i] = string.format('%s%d', s, i) if t[i] < t[1] then return 1 end end`,
  `${ROPES} s = s:sub(1, 5000) for i = 1, 1e6 do t[i] = s .. i if t[i] == s .. (i + 1) then return 1 end end`,
  `${ROPES} for i = 1, 1e5 do t[i] = string.rep(s .. i, 2) if t[i] < t[1] then return 1 end end`,
];

/** A gigabyte, if each part kept the text that it was taken from. */
const PARTS = `local t = {}
  for i = 1, 1e4 do t[i] = string.sub(string.rep('x', 1e5) .. i, 1, 50) end
  return 'parts are small'`;

const engine = new Engine();
console.log(engine.eval(PARTS));
for (const script of SCRIPTS) {
  try {
    engine.eval(script);
  } catch (error) {
    console.log(String(error).replace(/ script: .*/, ''));
  }
}
console.log(engine.eval("return 'goes on'"));
