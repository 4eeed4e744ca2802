/** The string family: its commands, collected for the table. */
import type { Command } from '../../engine/command/command.ts';
import { decr, decrby, incr, incrby, incrbyfloat } from './counter.ts';
import { lcs } from './lcs.ts';
import { mset, msetnx } from './multiple.ts';
import { get, getrange, mget, strlen, substr } from './read.ts';
import { getset, psetex, set, setex, setnx } from './set.ts';
import { getdel, getex } from './take.ts';
import { append, setrange } from './write.ts';

export const stringCommands: readonly Command[] = [
  get,
  set,
  setnx,
  setex,
  psetex,
  getset,
  getdel,
  getex,
  mget,
  mset,
  msetnx,
  append,
  strlen,
  incr,
  decr,
  incrby,
  decrby,
  incrbyfloat,
  getrange,
  substr,
  setrange,
  lcs,
];
