/**
 * Config: the parameters of one engine. Hot paths read plain fields of `Config`; the table below names
 * each parameter for CONFIG GET and SET, with its kind and bounds as the server has them.
 */
import { formatEventClasses, parseEventClasses } from './notify.ts';

/** Every parameter with its default. Sizes in bytes, times as the name says. */
export class Config {
  'hash-max-listpack-entries' = 512;
  'hash-max-listpack-value' = 64;
  'list-max-listpack-size' = -2;
  'list-compress-depth' = 0;
  'set-max-intset-entries' = 512;
  'zset-max-listpack-entries' = 128;
  'zset-max-listpack-value' = 64;
  'stream-node-max-bytes' = 4096;
  'stream-node-max-entries' = 100;
  'hll-sparse-max-bytes' = 3000;
  'proto-max-bulk-len' = 512 * 1024 * 1024;
  'client-query-buffer-limit' = 1024 * 1024 * 1024;
  'busy-reply-threshold' = 5000;
  'notify-keyspace-events' = '';
  requirepass = '';
  maxclients = 10000;
  timeout = 0;
  'tcp-keepalive' = 300;
  'tcp-backlog' = 511;
  port = 0;
  bind = '127.0.0.1';
  unixsocket = '';
  databases = 16;
  hz = 10;
  maxmemory = 0;
  'maxmemory-policy' = 'noeviction';
  appendonly = false;
  save = '';
  dir = '';
  loglevel = 'notice';
}

export type ParameterName = keyof Config;

interface Parameter {
  readonly kind: 'integer' | 'memory' | 'boolean' | 'text' | 'enum' | 'events';
  readonly min?: number;
  readonly max?: string;
  readonly words?: readonly string[];
  readonly immutable?: true;
  /** A name from earlier versions that the server still answers to. */
  readonly alias?: string;
}

const LONG_MAX = '9223372036854775807';
const INT_MAX = '2147483647';
const size = { kind: 'memory', min: 0, max: LONG_MAX } as const;
const fixed = { kind: 'text', immutable: true } as const;

const PARAMETERS: Readonly<Record<ParameterName, Parameter>> = {
  'hash-max-listpack-entries': { kind: 'integer', min: 0, max: LONG_MAX, alias: 'hash-max-ziplist-entries' },
  'hash-max-listpack-value': { ...size, alias: 'hash-max-ziplist-value' },
  'list-max-listpack-size': {
    kind: 'integer',
    min: -2147483648,
    max: INT_MAX,
    alias: 'list-max-ziplist-size',
  },
  'list-compress-depth': { kind: 'integer', min: 0, max: INT_MAX },
  'set-max-intset-entries': { kind: 'integer', min: 0, max: LONG_MAX },
  'zset-max-listpack-entries': { kind: 'integer', min: 0, max: LONG_MAX, alias: 'zset-max-ziplist-entries' },
  'zset-max-listpack-value': { ...size, alias: 'zset-max-ziplist-value' },
  'stream-node-max-bytes': size,
  'stream-node-max-entries': { kind: 'integer', min: 0, max: LONG_MAX },
  'hll-sparse-max-bytes': size,
  'proto-max-bulk-len': { kind: 'memory', min: 1024 * 1024, max: LONG_MAX },
  'client-query-buffer-limit': { kind: 'memory', min: 1024 * 1024, max: LONG_MAX },
  'busy-reply-threshold': { kind: 'integer', min: 0, max: LONG_MAX, alias: 'lua-time-limit' },
  'notify-keyspace-events': { kind: 'events' },
  requirepass: { kind: 'text' },
  maxclients: { kind: 'integer', min: 1, max: '4294967295' },
  timeout: { kind: 'integer', min: 0, max: INT_MAX },
  'tcp-keepalive': { kind: 'integer', min: 0, max: INT_MAX },
  'tcp-backlog': { kind: 'integer', min: 0, max: INT_MAX, immutable: true },
  port: { kind: 'integer', min: 0, max: '65535', immutable: true },
  bind: fixed,
  unixsocket: fixed,
  databases: { kind: 'integer', min: 1, max: INT_MAX, immutable: true },
  hz: { kind: 'integer', min: 0, max: INT_MAX },
  maxmemory: size,
  'maxmemory-policy': {
    kind: 'enum',
    words: [
      'volatile-lru',
      'volatile-lfu',
      'volatile-random',
      'volatile-ttl',
      'allkeys-lru',
      'allkeys-lfu',
      'allkeys-random',
      'noeviction',
    ],
  },
  appendonly: { kind: 'boolean', immutable: true },
  save: fixed,
  dir: fixed,
  loglevel: { kind: 'enum', words: ['debug', 'verbose', 'notice', 'warning', 'nothing'] },
};

const NAMES = new Map<string, ParameterName>();
for (const name of Object.keys(PARAMETERS) as ParameterName[]) {
  NAMES.set(name, name);
  const alias = PARAMETERS[name].alias;
  if (alias !== undefined) NAMES.set(alias, name);
}

/** Every name that CONFIG GET knows, aliases included. */
export function parameterNames(): readonly string[] {
  return [...NAMES.keys()];
}

/** The parameter behind a name or an alias, in any case. */
export function findParameter(name: string): ParameterName | undefined {
  return NAMES.get(name.toLowerCase());
}

/** The value as CONFIG GET writes it. */
export function formatParameter(config: Config, name: ParameterName): string {
  const value = config[name];
  if (PARAMETERS[name].kind === 'events') return formatEventClasses(parseEventClasses(String(value)) ?? 0);
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

export function isImmutable(name: ParameterName): boolean {
  return PARAMETERS[name].immutable === true;
}

/** A value read from text, or the reason why it is none. */
export type Parsed = { readonly value: string | number | boolean } | { readonly problem: string };

/** Reads a value for a parameter; the problem is worded as the server words it. */
export function parseParameter(name: ParameterName, text: string): Parsed {
  const parameter = PARAMETERS[name];
  switch (parameter.kind) {
    case 'text':
      return { value: text };
    case 'boolean':
      return parseBoolean(text);
    case 'integer':
      return checkNumber(parameter, /^-?\d{1,19}$/.test(text) ? Number(text) : undefined);
    case 'memory':
      return checkNumber(parameter, parseMemory(text));
    case 'enum':
      return parseWord(parameter.words ?? [], text);
    case 'events': {
      const mask = parseEventClasses(text);
      return mask === undefined
        ? { problem: "Invalid event class character. Use 'Ag$lshzxeKEtmdn'." }
        : { value: text };
    }
  }
}

/** Stores a parsed value. */
export function assignParameter(config: Config, name: ParameterName, value: string | number | boolean): void {
  Object.assign(config, { [name]: value });
}

function parseBoolean(text: string): Parsed {
  if (/^yes$/i.test(text)) return { value: true };
  if (/^no$/i.test(text)) return { value: false };
  return { problem: "argument must be 'yes' or 'no'" };
}

function checkNumber(parameter: Parameter, value: number | undefined): Parsed {
  if (value === undefined)
    return {
      problem:
        parameter.kind === 'memory'
          ? 'argument must be a memory value'
          : "argument couldn't be parsed into an integer",
    };
  const { min = 0, max = LONG_MAX } = parameter;
  if (value < min || value > Number(max))
    return { problem: `argument must be between ${min} and ${max} inclusive` };
  return { value };
}

function parseWord(words: readonly string[], text: string): Parsed {
  const word = words.find((each) => each === text.toLowerCase());
  return word === undefined
    ? { problem: `argument(s) must be one of the following: ${words.join(', ')}` }
    : { value: word };
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1000,
  kb: 1024,
  m: 1000 ** 2,
  mb: 1024 ** 2,
  g: 1000 ** 3,
  gb: 1024 ** 3,
};

function parseMemory(text: string): number | undefined {
  const match = /^(\d{1,15})([a-z]*)$/i.exec(text);
  const unit = UNITS[(match?.[2] ?? '').toLowerCase()];
  return match === null || unit === undefined ? undefined : Number(match[1]) * unit;
}
