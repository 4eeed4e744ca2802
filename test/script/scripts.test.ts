import { describe, expect, it } from 'vitest';
import { bytes } from '../../src/base/bytes.ts';
import { Double, ErrorReply, MapReply, type Reply, SetReply, Status } from '../../src/base/reply.ts';
import { fromLua } from '../../src/script/from-lua.ts';
import type { ScriptHost } from '../../src/script/host.ts';
import { Scripts } from '../../src/script/scripts.ts';
import { readHead } from '../../src/script/shebang.ts';
import { toLua } from '../../src/script/to-lua.ts';
import { LuaTable } from '../../src/vm/index.ts';

const silentHost: ScriptHost = {
  call: () => null,
  mayCall: () => true,
  setReplication: () => {},
  log: () => {},
  random: () => 0.5,
  monotonicMs: () => 0,
  holdTime: () => {},
};

function run(scripts: Scripts, source: string): Reply {
  const words = { argv: [], firstKey: 0, firstArg: 0 };
  return scripts.run(scripts.fromSource(bytes(source)), words, { maySuspend: false }) as Reply;
}

describe('Scripts', () => {
  it('compiles a text once, and finds it by its digest in either case', () => {
    const scripts = new Scripts(silentHost, Number.POSITIVE_INFINITY);
    const script = scripts.fromSource(bytes('return 1'));
    expect(scripts.fromSource(bytes('return 1'))).toBe(script);
    expect(scripts.fromSha(bytes(script.sha.toUpperCase()))).toBe(script);
    expect(scripts.usage).toMatchObject({ count: 1, sourceBytes: 8, evicted: 0 });
    expect([...scripts.sources()]).toEqual([[script.sha, 'return 1']]);
  });

  it('keeps nothing of a text that does not compile', () => {
    const scripts = new Scripts(silentHost, Number.POSITIVE_INFINITY);
    expect(() => scripts.fromSource(bytes('x y'))).toThrow();
    expect(scripts.usage.count).toBe(0);
  });

  it('forgets scripts and the options that scripts have set', () => {
    const scripts = new Scripts(silentHost, Number.POSITIVE_INFINITY);
    run(scripts, 'cjson.encode_number_precision(3)');
    expect(run(scripts, 'return cjson.encode({1.23456})')).toBe('[1.23]');
    scripts.flush();
    expect(scripts.usage.count).toBe(0);
    expect(run(scripts, 'return cjson.encode({1.23456})')).toBe('[1.23456]');
  });

  it('lets a failure of the host through that is no Lua error', () => {
    const call = () => {
      throw new Error('broken');
    };
    const broken = new Scripts({ ...silentHost, call }, Number.POSITIVE_INFINITY);
    expect(() => run(broken, "pcall(redis.call, 'x')")).toThrow('broken');
    expect(run(broken, 'return 1')).toBe(1);
  });
});

describe('readHead', () => {
  it('cuts the head and keeps the line end', () => {
    const head = readHead(bytes('#!lua flags=no-writes,allow-oom\nreturn 1'));
    expect(head.body).toBe('\nreturn 1');
    expect([...head.flags]).toEqual(['no-writes', 'allow-oom']);
    expect(head.isCompat).toBe(false);
    expect(readHead(bytes('return 1'))).toMatchObject({ body: 'return 1', isCompat: true });
  });
});

describe('fromLua and toLua', () => {
  it('give back what they were given, in RESP3', () => {
    const replies: Reply[] = [
      bytes('text'),
      7,
      [1, [bytes('a')]],
      new Status(bytes('fine')),
      new ErrorReply('ERR x'),
      new Double(1.5),
      new MapReply([bytes('k'), 1]),
      new SetReply([bytes('m')]),
    ];
    for (const reply of replies) expect(fromLua(toLua(reply, 3), 3)).toEqual(reply);
  });

  it('end a table that holds itself with an error, however small the JS stack', () => {
    const table = new LuaTable();
    table.set(1, table);
    let reply = fromLua(table, 2);
    let depth = 0;
    for (; Array.isArray(reply); depth++) reply = reply[0] as Reply;
    expect(depth).toBe(7995);
    expect(reply).toEqual(new ErrorReply('ERR reached lua stack limit'));
  });
});
