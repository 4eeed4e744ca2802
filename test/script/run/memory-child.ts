/** Runs scripts that never stop growing, one after another, and prints how each ended; the parent gives little heap. */
import { Engine } from '../../../src/redis.ts';

const SCRIPTS = [
  'local t, i = {}, 0 while true do i = i + 1 t[i] = i end',
  'local t = {} while true do t[#t + 1] = {} end',
  "local t, i = {}, 0 while true do i = i + 1 t['k' .. i] = i end",
  'local t, i = {}, 0 while true do i = i + 1 t[-i] = i end',
  "local t, i = {}, 0 while true do i = i + 1 t[i] = string.rep('x', 100000) .. i end",
  'local t = {} while true do local x = 1 t[#t + 1] = function() return x end end',
  "return #string.gsub(string.rep('x', 1e7), 'x', string.rep('y', 50))",
];

const engine = new Engine();
for (const script of SCRIPTS) {
  try {
    engine.eval(script);
  } catch (error) {
    console.log(String(error).replace(/ script: .*/, ''));
  }
}
console.log(engine.eval("return 'goes on'"));
