/** The sections of INFO that describe what the server is and holds. */
import { SERVER_VERSION } from '../../base/version.ts';
import type { Context } from '../../engine/run/context.ts';

/** What the Lua VMs hold cannot be told apart from the rest of the heap. */
const VM_BYTES = 0;

type Fields = Readonly<Record<string, string | number>>;

export function server({ core }: Context): Fields {
  const uptime = Math.floor((core.nowMs() - core.startedAtMs) / 1000);
  return {
    redis_version: SERVER_VERSION,
    redis_git_sha1: '00000000',
    redis_git_dirty: 0,
    redis_build_id: 'tidelock',
    redis_mode: 'standalone',
    os: `${process.platform} ${process.arch}`,
    arch_bits: 64,
    process_id: process.pid,
    run_id: core.runId,
    tcp_port: core.config.port,
    server_time_usec: core.world.nowMicros(),
    uptime_in_seconds: uptime,
    uptime_in_days: Math.floor(uptime / 86400),
    hz: core.config.hz,
    configured_hz: core.config.hz,
    lru_clock: core.idleClock % 2 ** 24,
    executable: process.execPath,
    config_file: '',
    io_threads_active: 0,
  };
}

export function clients({ core }: Context): Fields {
  return {
    connected_clients: core.sessions.size,
    cluster_connections: 0,
    maxclients: core.config.maxclients,
    blocked_clients: core.waiting.size,
    tracking_clients: 0,
    clients_in_timeout_table: core.waiting.size,
  };
}

export function memory({ core }: Context): Fields {
  const { heapUsed, rss } = process.memoryUsage();
  const scripts = core.scripts?.usage() ?? { count: 0, sourceBytes: 0, evicted: 0 };
  const functions = core.scripts?.functions.usage() ?? { count: 0, libraries: 0, bytes: 0 };
  const sources = scripts.sourceBytes + functions.bytes;
  return {
    used_memory: heapUsed,
    used_memory_human: human(heapUsed),
    used_memory_rss: rss,
    used_memory_rss_human: human(rss),
    used_memory_lua: VM_BYTES,
    used_memory_vm_eval: VM_BYTES,
    used_memory_lua_human: human(VM_BYTES),
    used_memory_scripts_eval: scripts.sourceBytes,
    number_of_cached_scripts: scripts.count,
    number_of_functions: functions.count,
    number_of_libraries: functions.libraries,
    used_memory_vm_functions: VM_BYTES,
    used_memory_vm_total: VM_BYTES,
    used_memory_vm_total_human: human(VM_BYTES),
    used_memory_functions: functions.bytes,
    used_memory_scripts: sources,
    used_memory_scripts_human: human(sources),
    maxmemory: core.config.maxmemory,
    maxmemory_human: human(core.config.maxmemory),
    maxmemory_policy: core.config['maxmemory-policy'],
    mem_fragmentation_ratio: (rss / heapUsed).toFixed(2),
  };
}

export function stats({ core }: Context): Fields {
  const { stats: counters, pubsub } = core;
  return {
    total_connections_received: counters.connectionsReceived,
    total_commands_processed: counters.commandsProcessed,
    instantaneous_ops_per_sec: counters.operationsPerSecond,
    total_net_input_bytes: counters.inputBytes,
    total_net_output_bytes: counters.outputBytes,
    rejected_connections: counters.rejectedConnections,
    sync_full: 0,
    sync_partial_ok: 0,
    sync_partial_err: 0,
    expired_keys: counters.expiredKeys,
    evicted_keys: counters.evictedKeys,
    ...evictedScripts(core),
    keyspace_hits: counters.hits.found,
    keyspace_misses: counters.hits.missed,
    pubsub_channels: pubsub.channelNames().length,
    pubsub_patterns: pubsub.patternCount,
    pubsubshard_channels: pubsub.shardChannelNames().length,
    latest_fork_usec: 0,
    total_forks: 0,
    unexpected_error_replies: 0,
    total_error_replies: counters.errorReplies,
  };
}

/** A field of the versions that forget scripts. */
function evictedScripts({ compat, scripts }: Context['core']): Fields {
  if (compat.keptEvalScripts === Number.POSITIVE_INFINITY) return {};
  return { evicted_scripts: scripts?.usage().evicted ?? 0 };
}

export function keyspace({ core }: Context): Fields {
  const fields: Record<string, string> = {};
  for (const db of core.databases)
    if (db.size > 0)
      fields[`db${db.index}`] = `keys=${db.size},expires=${db.volatileSize},avg_ttl=${db.averageTtlMs()}`;
  return fields;
}

/** A size as the server abbreviates it: `512B`, `1.50K`, `3.20M`. */
function human(size: number): string {
  if (size < 1024) return `${size}B`;
  const units = ['K', 'M', 'G', 'T'];
  let value = size / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value.toFixed(2)}${units[unit]}`;
}
