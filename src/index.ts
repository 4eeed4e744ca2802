/** tidelock: Redis Lua scripting and distributed locks for Node, with the server in the box. */

export type { Plain, Word } from './doors/plain.ts';
export { CommandError } from './doors/plain.ts';
export type { ScriptOptions } from './doors/script-options.ts';
export type { ListenOptions, Server } from './doors/server.ts';
export type { SocketlessOptions } from './doors/socketless.ts';
export type { Compat } from './engine/compat.ts';
export type { Effect } from './engine/run/effect.ts';
export type { ScriptLimits } from './engine/run/script-runner.ts';
export { type Clock, Engine, type EngineOptions, type Snapshot } from './redis.ts';
export type { CallReply, CommandName, Replies } from './reply-type.ts';
