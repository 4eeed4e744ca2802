/**
 * The `redis` table of a script: calling commands, making replies, and the few switches a script has.
 */
import { createHash } from 'node:crypto';
import { type ByteString, bytes } from '../base/bytes.ts';
import { untilNul } from '../base/errors.ts';
import { formatG } from '../base/number.ts';
import { ErrorReply, type Reply } from '../base/reply.ts';
import { SERVER_VERSION, SERVER_VERSION_NUMBER } from '../base/version.ts';
import { type Library, LuaError, type LuaTable, type LuaValue, NONE, toNumber } from '../vm/index.ts';
import { failure } from './failure.ts';
import type { ScriptHost } from './host.ts';
import { fieldTable, toLua } from './to-lua.ts';

/** What a script can switch for the length of its run. */
export interface RunState {
  /** The protocol in which the script sees replies (setresp). */
  resp: 2 | 3;
}

const NO_ARGUMENTS = 'ERR Please specify at least one argument for this redis lib call';
const BAD_ARGUMENT = 'ERR Lua redis lib command arguments must be strings or integers';
const WRONG_COUNT = 'ERR wrong number or type of arguments';

const REPL_ALL = 3;
const MAX_LOG_LEVEL = 3;

/**
 * The members of `redis` that scripts and functions have, in the order in which the server registers them:
 * `pairs(redis)` follows from it.
 */
export function redisLibrary(host: ScriptHost, run: RunState): Library {
  return {
    call: (...args) => {
      const reply = host.call(readArguments(args), run.resp);
      if (reply instanceof ErrorReply) throw new LuaError(commandError(reply));
      return toLua(reply, run.resp);
    },
    pcall: (...args) => protectedCall(host, run, args),
    ...logMembers(host),
    setresp: (...args) => setProtocol(run, args),
    sha1hex: (...args) => {
      if (args.length !== 1) throw failure('ERR wrong number of arguments');
      return sha1Hex(stringOf(args[0]) ?? bytes(''));
    },
    error_reply: (...args) => singleField('err', args),
    status_reply: (...args) => singleField('ok', args),
    set_repl: (...args) => setReplication(host, args),
    REPL_NONE: 0,
    REPL_AOF: 1,
    REPL_SLAVE: 2,
    REPL_REPLICA: 2,
    REPL_ALL,
    acl_check_cmd: (...args) => checkCommand(host, args),
  };
}

/** What only scripts have, after the others. */
export const SCRIPT_MEMBERS: Library = {
  breakpoint: () => false,
  debug: () => NONE,
  replicate_commands: () => true,
};

/** What is there even while a library is loaded. */
export function logMembers(host: ScriptHost): Library {
  return {
    log: (...args) => log(host, args),
    LOG_DEBUG: 0,
    LOG_VERBOSE: 1,
    LOG_NOTICE: 2,
    LOG_WARNING: 3,
    REDIS_VERSION_NUM: SERVER_VERSION_NUMBER,
    REDIS_VERSION: SERVER_VERSION,
  };
}

/** The SHA1 of bytes in lower-case hex. */
export function sha1Hex(content: ByteString): ByteString {
  return bytes(createHash('sha1').update(content, 'latin1').digest('hex'));
}

/** The server has counted this error already, and says so in the table. */
function commandError(reply: ErrorReply): LuaTable {
  const table = fieldTable('err', reply.text);
  table.set(bytes('ignore_error_stats_update'), true);
  return table;
}

function protectedCall(host: ScriptHost, run: RunState, args: LuaValue[]): LuaValue {
  let argv: readonly ByteString[];
  try {
    argv = readArguments(args);
  } catch (error) {
    if (error instanceof LuaError) return error.value;
    throw error;
  }
  const reply: Reply = host.call(argv, run.resp);
  return reply instanceof ErrorReply ? commandError(reply) : toLua(reply, run.resp);
}

/** The words of a command, made in place: `args` is a builtin's own rest array. */
function readArguments(args: LuaValue[]): readonly ByteString[] {
  if (args.length === 0) throw failure(NO_ARGUMENTS);
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (typeof arg === 'string') continue;
    if (typeof arg !== 'number') throw failure(BAD_ARGUMENT);
    args[i] = formatG(arg, 17);
  }
  return args as ByteString[];
}

/** What lua_tolstring would give: strings, and numbers as Lua prints them. */
function stringOf(value: LuaValue): ByteString | undefined {
  if (typeof value === 'string') return bytes(value);
  return typeof value === 'number' ? formatG(value, 14) : undefined;
}

/** `redis.error_reply` and `redis.status_reply`: a wrong argument is itself an error reply, not a failure. */
function singleField(field: 'err' | 'ok', args: readonly LuaValue[]): LuaTable {
  const [text] = args;
  if (args.length !== 1 || typeof text !== 'string') return fieldTable('err', bytes(WRONG_COUNT));
  return fieldTable(field, field === 'ok' ? text : errorText(text));
}

/** A leading dash goes; a single word gets ERR in front; line ends around what follows the code go. */
function errorText(text: string): ByteString {
  const body = untilNul(text.startsWith('-') ? text.slice(1) : text);
  const space = body.indexOf(' ');
  const code = space < 0 ? 'ERR' : body.slice(0, space);
  return bytes(`${code} ${body.slice(space + 1).replace(/^[\r\n]+|[\r\n]+$/g, '')}`);
}

function log(host: ScriptHost, args: readonly LuaValue[]): typeof NONE {
  if (args.length < 2) throw failure('ERR redis.log() requires two arguments or more.');
  const given = toNumber(args[0]);
  if (given === undefined) throw failure('ERR First argument must be a number (log level).');
  const level = Math.trunc(given);
  if (!(level >= 0 && level <= MAX_LOG_LEVEL)) throw failure('ERR Invalid debug level.');
  host.log(
    level,
    bytes(
      args
        .slice(1)
        .map((arg) => stringOf(arg) ?? '')
        .join(' '),
    ),
  );
  return NONE;
}

function setProtocol(run: RunState, args: readonly LuaValue[]): typeof NONE {
  if (args.length !== 1) throw failure('ERR redis.setresp() requires one argument.');
  const version = Math.trunc(toNumber(args[0]) ?? 0);
  if (version !== 2 && version !== 3) throw failure('ERR RESP version must be 2 or 3.');
  run.resp = version;
  return NONE;
}

function setReplication(host: ScriptHost, args: readonly LuaValue[]): typeof NONE {
  if (args.length !== 1) throw failure('ERR redis.set_repl() requires two arguments.');
  const flags = Math.trunc(toNumber(args[0]) ?? 0);
  if (!(flags >= 0 && flags <= REPL_ALL))
    throw failure('ERR Invalid replication flags. Use REPL_AOF, REPL_REPLICA, REPL_ALL or REPL_NONE.');
  host.setReplication(flags);
  return NONE;
}

function checkCommand(host: ScriptHost, args: LuaValue[]): boolean {
  const allowed = host.mayCall(readArguments(args));
  if (allowed === undefined) throw failure('ERR Invalid command passed to redis.acl_check_cmd()');
  return allowed;
}
