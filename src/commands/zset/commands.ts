/** The sorted set family: its commands, collected for the table. */
import type { Command } from '../../engine/command/command.ts';
import { zadd, zincrby } from './add.ts';
import { zdiff, zdiffstore, zinter, zintercard, zinterstore, zunion, zunionstore } from './combine.ts';
import { zcount, zlexcount, zremrangebylex, zremrangebyrank, zremrangebyscore } from './count.ts';
import { zcard, zmscore, zrank, zrem, zrevrank, zscan, zscore } from './member.ts';
import { bzmpop, bzpopmax, bzpopmin, zmpop, zpopmax, zpopmin } from './pop.ts';
import { zrandmember } from './random.ts';
import {
  zrange,
  zrangebylex,
  zrangebyscore,
  zrangestore,
  zrevrange,
  zrevrangebylex,
  zrevrangebyscore,
} from './range.ts';

export const zsetCommands: readonly Command[] = [
  zadd,
  zincrby,
  zrem,
  zscore,
  zmscore,
  zcard,
  zrank,
  zrevrank,
  zscan,
  zcount,
  zlexcount,
  zremrangebyrank,
  zremrangebyscore,
  zremrangebylex,
  zrange,
  zrevrange,
  zrangebyscore,
  zrevrangebyscore,
  zrangebylex,
  zrevrangebylex,
  zrangestore,
  zpopmin,
  zpopmax,
  zmpop,
  bzpopmin,
  bzpopmax,
  bzmpop,
  zunion,
  zinter,
  zdiff,
  zunionstore,
  zinterstore,
  zdiffstore,
  zintercard,
  zrandmember,
];
