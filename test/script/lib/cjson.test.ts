import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes, fromText, toText } from '../../../src/base/bytes.ts';
import { decodeJson } from '../../../src/script/lib/cjson-decode.ts';
import { encodeJson } from '../../../src/script/lib/cjson-encode.ts';
import { decodePlain, NOT_PLAIN } from '../../../src/script/lib/cjson-fast.ts';
import { defaultOptions, JSON_NULL } from '../../../src/script/lib/cjson-option.ts';
import { LuaError, LuaTable, type LuaValue, LuaVm } from '../../../src/vm/index.ts';

const { host } = new LuaVm();

/** JSON as JS would hold it, in the order of the table. */
function toJs(value: LuaValue): unknown {
  if (value === JSON_NULL) return null;
  if (!(value instanceof LuaTable)) return value;
  const pairs: [unknown, unknown][] = [];
  for (let at = value.advance(0); at >= 0; at = value.advance(at))
    pairs.push([value.keyAt(at), toJs(value.valueAt(at))]);
  return pairs;
}

const document = fc.json({ stringUnit: 'binary', maxDepth: 4 }).map((text) => fromText(text));

describe('cjson', () => {
  it('writes again what it has read', () => {
    const options = { ...defaultOptions(), sparseRatio: 0 };
    fc.assert(
      fc.property(document, (text) => {
        const once = encodeJson(host, decodeJson(host, text, options), options);
        const twice = encodeJson(host, decodeJson(host, bytes(once), options), options);
        // Keys that collide may change places, as in Lua.
        expect(JSON.parse(toText(bytes(twice)))).toEqual(JSON.parse(toText(bytes(once))));
      }),
    );
  });

  it('reads the same by the quick road as by the exact one', () => {
    const options = { ...defaultOptions(), decodeMaxDepth: 1000 };
    fc.assert(
      fc.property(document, (text) => {
        const plain = decodePlain(host, text, 1000);
        fc.pre(plain !== NOT_PLAIN);
        // An escaped slash sends the text down the exact road.
        const table = decodeJson(host, bytes(`["\\/",${text}]`), options) as LuaTable;
        expect(toJs(plain as LuaValue)).toEqual(toJs(table.get(2)));
      }),
    );
  });

  it('complains of every faulty text as the exact road does, wherever it is cut', () => {
    const text = bytes('{"a":[1,2.5,{"b":null}],"c":"x"}');
    for (let length = 0; length < text.length; length++) {
      expect(() => decodeJson(host, bytes(text.slice(0, length)), defaultOptions())).toThrow(LuaError);
    }
  });

  it.each([
    ['{"a":1}', '{"a":1}'],
    ['[1,2.5,-3e2,true,false,null,"x"]', '[1,2.5,-300,true,false,null,"x"]'],
    ['{}', '{}'],
    ['[]', '{}'],
    ['"\\u00e9"', '"é"'],
    ['"a/b"', '"a\\/b"'],
  ])('%s comes back as %s', (text, expected) => {
    expect(encodeJson(host, decodeJson(host, fromText(text), defaultOptions()), defaultOptions())).toBe(
      fromText(expected),
    );
  });
});
