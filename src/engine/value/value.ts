/**
 * Value: what a key holds. A string value is a plain ByteString, or a number after arithmetic, or a
 * StringBuffer after in-place writes; every collection is a class with its `type` as a tag.
 */
import type { ByteString } from '../../base/bytes.ts';
import { WRONG_TYPE } from '../../base/errors.ts';
import type { Config } from '../config.ts';

export type TypeName = 'string' | 'list' | 'set' | 'zset' | 'hash' | 'stream';

/** What every value that is not a bare string or number can do. */
export interface Held {
  readonly type: TypeName;
  /** The name that OBJECT ENCODING gives. */
  encoding(config: Config): string;
  /** A deep copy that shares nothing mutable. */
  clone(): Held;
}

export type Value = ByteString | number | Held;

export function typeOf(value: Value): TypeName {
  return typeof value === 'object' ? value.type : 'string';
}

export function cloneValue(value: Value): Value {
  return typeof value === 'object' ? value.clone() : value;
}

/**
 * Narrows a looked-up value to one class, passing absence through.
 * @throws ErrorReply WRONGTYPE when the key holds something else.
 */
export function expectClass<T extends Held>(
  value: Value | undefined,
  type: abstract new (...args: never[]) => T,
): T | undefined {
  if (value === undefined || value instanceof type) return value as T | undefined;
  throw WRONG_TYPE;
}
