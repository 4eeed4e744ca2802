/**
 * What `engine.call` returns for the commands it knows: types only. Names are upper or lower case;
 * a command that is not listed returns `Plain<string>`.
 */

type Text = string | null;
type Scored = readonly (readonly [member: string, score: number])[];
type Fields = { readonly [field: string]: string };

/** Command name to reply, in upper case. */
export interface Replies {
  GET: Text;
  SET: Text;
  SETEX: 'OK';
  PSETEX: 'OK';
  SETNX: number;
  GETSET: Text;
  GETDEL: Text;
  GETEX: Text;
  MGET: readonly Text[];
  MSET: 'OK';
  MSETNX: number;
  APPEND: number;
  STRLEN: number;
  INCR: number;
  DECR: number;
  INCRBY: number;
  DECRBY: number;
  INCRBYFLOAT: string;
  GETRANGE: string;
  SETRANGE: number;
  DEL: number;
  UNLINK: number;
  EXISTS: number;
  EXPIRE: number;
  PEXPIRE: number;
  EXPIREAT: number;
  PEXPIREAT: number;
  TTL: number;
  PTTL: number;
  PERSIST: number;
  TYPE: 'none' | 'string' | 'list' | 'set' | 'zset' | 'hash' | 'stream';
  RENAME: 'OK';
  RENAMENX: number;
  COPY: number;
  KEYS: readonly string[];
  RANDOMKEY: Text;
  HSET: number;
  HGET: Text;
  HMGET: readonly Text[];
  HGETALL: Fields;
  HDEL: number;
  HLEN: number;
  HEXISTS: number;
  HKEYS: readonly string[];
  HVALS: readonly string[];
  HINCRBY: number;
  HINCRBYFLOAT: string;
  HSETNX: number;
  LPUSH: number;
  RPUSH: number;
  LPOP: Text | readonly string[];
  RPOP: Text | readonly string[];
  LLEN: number;
  LRANGE: readonly string[];
  LINDEX: Text;
  LREM: number;
  LSET: 'OK';
  LTRIM: 'OK';
  SADD: number;
  SREM: number;
  SCARD: number;
  SISMEMBER: number;
  SMEMBERS: readonly string[];
  SMISMEMBER: readonly number[];
  SINTER: readonly string[];
  SUNION: readonly string[];
  SDIFF: readonly string[];
  ZADD: number | null;
  ZREM: number;
  ZCARD: number;
  ZCOUNT: number;
  ZSCORE: number | null;
  ZRANK: number | null;
  ZINCRBY: number;
  ZRANGE: readonly string[] | Scored;
  XADD: Text;
  XLEN: number;
  XDEL: number;
  SELECT: 'OK';
  PUBLISH: number;
  PING: string;
  ECHO: string;
  DBSIZE: number;
  FLUSHALL: 'OK';
  FLUSHDB: 'OK';
  TIME: readonly [seconds: string, microseconds: string];
}

/** A command whose reply type is known, in upper or lower case. */
export type CommandName = keyof Replies | Lowercase<keyof Replies>;

/** The reply of a known command. */
export type CallReply<Name extends CommandName> =
  Uppercase<Name> extends keyof Replies ? Replies[Uppercase<Name>] : never;
