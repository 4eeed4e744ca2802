/** The sections of INFO that tell what the server has been doing. */
import type { Command } from '../../engine/command/command.ts';
import type { Context } from '../../engine/run/context.ts';

type Fields = Readonly<Record<string, string | number>>;

export function persistence({ core }: Context): Fields {
  return {
    loading: 0,
    async_loading: 0,
    rdb_changes_since_last_save: core.unsavedChanges,
    rdb_bgsave_in_progress: 0,
    rdb_last_save_time: Math.floor(core.startedAtMs / 1000),
    rdb_last_bgsave_status: 'ok',
    rdb_last_bgsave_time_sec: -1,
    rdb_current_bgsave_time_sec: -1,
    rdb_saves: 0,
    aof_enabled: 0,
    aof_rewrite_in_progress: 0,
    aof_rewrite_scheduled: 0,
    aof_last_bgrewrite_status: 'ok',
    aof_last_write_status: 'ok',
  };
}

export function replication({ core }: Context): Fields {
  return {
    role: 'master',
    connected_slaves: 0,
    master_failover_state: 'no-failover',
    master_replid: core.runId,
    master_replid2: '0'.repeat(40),
    master_repl_offset: 0,
    second_repl_offset: -1,
    repl_backlog_active: 0,
    repl_backlog_size: 1048576,
    repl_backlog_first_byte_offset: 0,
    repl_backlog_histlen: 0,
  };
}

export function cpu(): Fields {
  const { user, system } = process.cpuUsage();
  return {
    used_cpu_sys: (system / 1e6).toFixed(6),
    used_cpu_user: (user / 1e6).toFixed(6),
    used_cpu_sys_children: '0.000000',
    used_cpu_user_children: '0.000000',
  };
}

export function commandstats({ core }: Context): Fields {
  const fields: Record<string, string> = {};
  for (const command of rows(core.commands.values())) {
    const calls = core.stats.calls[command.id] ?? 0;
    const rejected = core.stats.rejected[command.id] ?? 0;
    if (calls === 0 && rejected === 0) continue;
    const micros = Math.round(core.stats.micros[command.id] ?? 0);
    const each = calls === 0 ? 0 : micros / calls;
    fields[`cmdstat_${command.fullName}`] =
      `calls=${calls},usec=${micros},usec_per_call=${each.toFixed(2)},rejected_calls=${rejected},failed_calls=${core.stats.failed[command.id] ?? 0}`;
  }
  return fields;
}

export function errorstats({ core }: Context): Fields {
  const fields: Record<string, string> = {};
  for (const [code, count] of core.stats.errorsByCode) fields[`errorstat_${code}`] = `count=${count}`;
  return fields;
}

function* rows(commands: Iterable<Command>): Iterable<Command> {
  for (const command of commands) {
    yield command;
    if (command.subcommands !== undefined) yield* command.subcommands;
  }
}
