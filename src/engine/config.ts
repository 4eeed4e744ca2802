/**
 * Config: the parameters of one engine, as CONFIG GET and SET know them.
 * Hot paths read plain fields of `Config`; the table of names, kinds and bounds is in config-table.ts.
 */

/** The parameters that code reads directly. Sizes in bytes, times as the name says. */
export class Config {
  'hash-max-listpack-entries' = 512;
  'hash-max-listpack-value' = 64;
  'list-max-listpack-size' = -2;
  'set-max-intset-entries' = 512;
  'zset-max-listpack-entries' = 128;
  'zset-max-listpack-value' = 64;
  'stream-node-max-bytes' = 4096;
  'stream-node-max-entries' = 100;
  'proto-max-bulk-len' = 512 * 1024 * 1024;
  'client-query-buffer-limit' = 1024 * 1024 * 1024;
  'busy-reply-threshold' = 5000;
  'notify-keyspace-events' = '';
  requirepass = '';
  maxclients = 10000;
  timeout = 0;
  databases = 16;
}
