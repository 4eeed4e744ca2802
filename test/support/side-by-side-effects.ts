/**
 * The effects that requests leave with us, beside what redis-server sends to a replica for the same requests.
 */
import { expect } from 'vitest';
import type { Effect } from '../../src/engine/run/effect.ts';
import { Engine } from '../../src/redis.ts';
import { OurConnection } from './differential.ts';
import { type Oracle, RawConnection } from './oracle.ts';
import { ReplicationStream } from './replication.ts';
import type { Move } from './side-by-side.ts';

const MARK = 'side-by-side';

/**
 * Makes the moves on both sides and compares the commands that repeat them, in their order. A group of
 * several stands between MULTI and EXEC, as the server sends it. The oracle needs `--repl-diskless-sync no`.
 */
export async function sameEffects(oracle: Oracle, moves: readonly Move[]): Promise<void> {
  const expected = await theirEffects(oracle, moves);
  expect(ourEffects(moves)).toEqual(expected);
}

function ourEffects(moves: readonly Move[]): string[] {
  const engine = new Engine();
  const effects: string[] = [];
  engine.core.effects.listen((group) => {
    effects.push(...sentToReplicas(group));
  });
  const connections = new Map<string, OurConnection>();
  for (const [name, request] of moves) {
    const connection = connections.get(name) ?? new OurConnection(engine);
    connections.set(name, connection);
    connection.call(request.split(' '));
  }
  return effects;
}

/** What a server without an AOF sends of a group: several stand between MULTI and EXEC. */
export function sentToReplicas(group: readonly Effect[]): readonly string[] {
  const commands = group.filter(({ only }) => only !== 'aof').map(({ argv }) => argv.join(' '));
  return commands.length > 1 ? ['MULTI', ...commands, 'EXEC'] : commands;
}

async function theirEffects(oracle: Oracle, moves: readonly Move[]): Promise<string[]> {
  const control = await RawConnection.connect(oracle.port);
  await control.call('FLUSHALL');
  const replica = await ReplicationStream.open(oracle.port);
  const connections = new Map<string, RawConnection>([['', control]]);
  try {
    for (const [name, request] of moves) {
      const connection = connections.get(name) ?? (await RawConnection.connect(oracle.port));
      connections.set(name, connection);
      const reply = connection.call(...request.split(' ')).catch(() => 'waits');
      await Promise.race([reply, settled(control)]);
      await settled(control);
    }
    await control.call('PUBLISH', MARK, '');
    return await replica.commandsUntil(MARK);
  } finally {
    replica.close();
    for (const connection of connections.values()) connection.close();
  }
}

/** Two sockets are not read in the order of writing: calls on another show that the server is past ours. */
async function settled(control: RawConnection): Promise<void> {
  for (let i = 0; i < 2; i++) await control.call('PING');
}
