/** The `cjson` library 2.1.0: its functions and its options, which live as long as the library does. */
import { bytes } from '../../base/bytes.ts';
import {
  badArgument,
  checkNumber,
  checkString,
  type Library,
  type LuaHost,
  type LuaTable,
  type LuaValue,
  Userdata,
} from '../../vm/index.ts';
import { decodeJson } from './cjson-decode.ts';
import { encodeJson } from './cjson-encode.ts';

/** What a script may set; a change stays until SCRIPT FLUSH, as on the server. */
export interface CjsonOptions {
  sparseConvert: boolean;
  sparseRatio: number;
  sparseSafe: number;
  encodeMaxDepth: number;
  decodeMaxDepth: number;
  /** Significant digits of a number, 1 to 14. */
  precision: number;
  keepBuffer: boolean;
  /** What becomes of NaN and infinities: refused, written by name, or written as null. */
  encodeInvalid: 'off' | 'on' | 'null';
  decodeInvalid: boolean;
}

const INT_MAX = 2147483647;
const MAX_PRECISION = 14;

/** The stand-in for JSON's null: one value for all libraries of a VM. */
export const JSON_NULL = new Userdata();

/** Members in the order in which the library registers them. `install` makes the table of `cjson.new`. */
export function cjsonLibrary(host: LuaHost, install: (library: Library) => LuaTable): Library {
  const options: CjsonOptions = {
    sparseConvert: false,
    sparseRatio: 2,
    sparseSafe: 10,
    encodeMaxDepth: 1000,
    decodeMaxDepth: 1000,
    precision: MAX_PRECISION,
    keepBuffer: true,
    encodeInvalid: 'off',
    decodeInvalid: true,
  };
  return {
    encode: (...args) => {
      if (args.length !== 1) badArgument(1, 'expected 1 argument');
      const text = encodeJson(args[0], options);
      host.charge(text.length >> 4);
      return text;
    },
    decode: (...args) => {
      if (args.length !== 1) badArgument(1, 'expected 1 argument');
      const text = checkString(1, args[0], args.length);
      host.charge(text.length >> 4);
      return decodeJson(text, options);
    },
    encode_sparse_array: (...args) => {
      limitArguments(args, 3);
      options.sparseConvert = booleanOption(args, 1, options.sparseConvert);
      options.sparseRatio = integerOption(args, 2, { current: options.sparseRatio, min: 0, max: INT_MAX });
      options.sparseSafe = integerOption(args, 3, { current: options.sparseSafe, min: 0, max: INT_MAX });
      return [options.sparseConvert, options.sparseRatio, options.sparseSafe];
    },
    encode_max_depth: (...args) => {
      limitArguments(args, 1);
      return (options.encodeMaxDepth = integerOption(args, 1, {
        current: options.encodeMaxDepth,
        min: 1,
        max: INT_MAX,
      }));
    },
    decode_max_depth: (...args) => {
      limitArguments(args, 1);
      return (options.decodeMaxDepth = integerOption(args, 1, {
        current: options.decodeMaxDepth,
        min: 1,
        max: INT_MAX,
      }));
    },
    encode_number_precision: (...args) => {
      limitArguments(args, 1);
      return (options.precision = integerOption(args, 1, {
        current: options.precision,
        min: 1,
        max: MAX_PRECISION,
      }));
    },
    encode_keep_buffer: (...args) => {
      limitArguments(args, 1);
      return (options.keepBuffer = booleanOption(args, 1, options.keepBuffer));
    },
    encode_invalid_numbers: (...args) => {
      limitArguments(args, 1);
      if (args[0] !== undefined) options.encodeInvalid = invalidOption(args);
      return options.encodeInvalid === 'null' ? bytes('null') : options.encodeInvalid === 'on';
    },
    decode_invalid_numbers: (...args) => {
      limitArguments(args, 1);
      return (options.decodeInvalid = booleanOption(args, 1, options.decodeInvalid));
    },
    new: () => install(cjsonLibrary(host, install)),
    null: JSON_NULL,
    _NAME: bytes('cjson'),
    _VERSION: bytes('2.1.0'),
  };
}

function limitArguments(args: readonly LuaValue[], most: number): void {
  if (args.length > most) badArgument(most + 1, 'found too many arguments');
}

function booleanOption(args: readonly LuaValue[], position: number, current: boolean): boolean {
  const value = args[position - 1];
  if (value === undefined) return current;
  return typeof value === 'boolean' ? value : wordOption(args, position, ['off', 'on']) === 'on';
}

function invalidOption(args: readonly LuaValue[]): CjsonOptions['encodeInvalid'] {
  const [value] = args;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return wordOption(args, 1, ['off', 'on', 'null']);
}

function wordOption<Word extends string>(
  args: readonly LuaValue[],
  position: number,
  words: readonly Word[],
): Word {
  const text = checkString(position, args[position - 1]);
  const found = words.find((word) => word === text);
  return found ?? badArgument(position, `invalid option '${text}'`);
}

/** The complaint names argument 1 whichever it is, as the library's own does. */
function integerOption(
  args: readonly LuaValue[],
  position: number,
  { current, min, max }: { current: number; min: number; max: number },
): number {
  const value = args[position - 1];
  if (value === undefined) return current;
  const integer = Math.trunc(checkNumber(position, value));
  if (!(integer >= min && integer <= max)) badArgument(1, `expected integer between ${min} and ${max}`);
  return integer;
}
