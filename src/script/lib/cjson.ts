/** The `cjson` library 2.1.0. Its options live as long as the library does: a change stays until SCRIPT FLUSH. */
import { bytes } from '../../base/bytes.ts';
import { badArgument, checkString, type Library, type LuaHost, type LuaTable } from '../../vm/index.ts';
import { decodeJson } from './cjson-decode.ts';
import { encodeJson } from './cjson-encode.ts';
import { type CjsonOptions, defaultOptions, JSON_NULL, optionSetters } from './cjson-option.ts';

/** Members in the order in which the library registers them. `install` makes the table of `cjson.new`. */
export function cjsonLibrary(
  host: LuaHost,
  install: (library: Library) => LuaTable,
  options: CjsonOptions = defaultOptions(),
): Library {
  return {
    encode: (...args) => {
      if (args.length !== 1) badArgument(1, 'expected 1 argument');
      const text = encodeJson(host, args[0], options);
      host.charge(text.length >> 4);
      return text;
    },
    decode: (...args) => {
      if (args.length !== 1) badArgument(1, 'expected 1 argument');
      const text = checkString(1, args[0], args.length);
      host.charge(text.length >> 4);
      return decodeJson(host, text, options);
    },
    ...optionSetters(options),
    new: () => install(cjsonLibrary(host, install)),
    null: JSON_NULL,
    _NAME: bytes('cjson'),
    _VERSION: bytes('2.1.0'),
  };
}
