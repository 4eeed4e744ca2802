/**
 * INFO: sections of `name:value` lines. Every section and field that clients and dashboards read is there;
 * what this engine has no part for (a fork, an allocator) is left out rather than made up.
 */
import { type ByteString, bytes } from '../../base/bytes.ts';
import { Verbatim } from '../../base/reply.ts';
import { command } from '../../engine/command/command.ts';
import type { Context } from '../../engine/run/context.ts';
import { commandstats, cpu, errorstats, persistence, replication } from './info-activity.ts';
import { clients, keyspace, memory, server, stats } from './info-section.ts';

type Fields = Readonly<Record<string, string | number>>;
interface Section {
  readonly title: string;
  readonly inDefault: boolean;
  readonly fields: (ctx: Context) => Fields;
}

const SECTIONS: Readonly<Record<string, Section>> = {
  server: { title: 'Server', inDefault: true, fields: server },
  clients: { title: 'Clients', inDefault: true, fields: clients },
  memory: { title: 'Memory', inDefault: true, fields: memory },
  persistence: { title: 'Persistence', inDefault: true, fields: persistence },
  stats: { title: 'Stats', inDefault: true, fields: stats },
  replication: { title: 'Replication', inDefault: true, fields: replication },
  cpu: { title: 'CPU', inDefault: true, fields: cpu },
  modules: { title: 'Modules', inDefault: true, fields: () => ({}) },
  commandstats: { title: 'Commandstats', inDefault: false, fields: commandstats },
  errorstats: { title: 'Errorstats', inDefault: true, fields: errorstats },
  cluster: { title: 'Cluster', inDefault: true, fields: () => ({ cluster_enabled: 0 }) },
  keyspace: { title: 'Keyspace', inDefault: true, fields: keyspace },
};

export const info = command(
  {
    name: 'info',
    summary: 'Tells about the server, section by section.',
    since: '1.0.0',
    group: 'server',
    complexity: 'O(1)',
    arity: -1,
    flags: 'loading stale',
    acl: 'slow dangerous',
    tips: ['nondeterministic_output', 'request_policy:all_shards', 'response_policy:special'],
    syntax: '[section [section ...]]',
  },
  (ctx, argv) => new Verbatim(render(ctx, wantedSections(argv.slice(1)))),
);

function wantedSections(words: readonly ByteString[]): readonly Section[] {
  const wanted = new Set(words.map((word) => word.toLowerCase()));
  const everything = wanted.has('all') || wanted.has('everything');
  const defaults = wanted.size === 0 || wanted.has('default');
  return Object.entries(SECTIONS)
    .filter(([name, section]) => everything || wanted.has(name) || (defaults && section.inDefault))
    .map(([, section]) => section);
}

function render(ctx: Context, sections: readonly Section[]): ByteString {
  return bytes(
    sections
      .map((section) => {
        const lines = Object.entries(section.fields(ctx)).map(([name, value]) => `${name}:${value}\r\n`);
        return `# ${section.title}\r\n${lines.join('')}`;
      })
      .join('\r\n'),
  );
}
