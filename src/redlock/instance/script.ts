/** The scripts of the locks, as they stand in lua/redlock, each with its digest. */
import { createHash } from 'node:crypto';
import acquire from '../../../lua/redlock/acquire.lua';
import admit from '../../../lua/redlock/admit.lua';
import extend from '../../../lua/redlock/extend.lua';
import inspect from '../../../lua/redlock/inspect.lua';
import join from '../../../lua/redlock/join.lua';
import line from '../../../lua/redlock/line.lua';
import look from '../../../lua/redlock/look.lua';
import raise from '../../../lua/redlock/raise.lua';
import release from '../../../lua/redlock/release.lua';
import share from '../../../lua/redlock/share.lua';
import want from '../../../lua/redlock/want.lua';
import type { Script } from './instance.ts';

export type ScriptName =
  | 'acquire'
  | 'admit'
  | 'extend'
  | 'inspect'
  | 'join'
  | 'line'
  | 'look'
  | 'raise'
  | 'release'
  | 'share'
  | 'want';

export type Scripts = Readonly<Record<ScriptName, Script>>;

/** A script with the digest of its text. */
export function scriptOf(name: ScriptName, source: string): Script {
  return { name, source, sha1: createHash('sha1').update(source).digest('hex') };
}

/** All scripts, digests included. */
export function loadScripts(): Scripts {
  return {
    acquire: scriptOf('acquire', acquire),
    admit: scriptOf('admit', admit),
    extend: scriptOf('extend', extend),
    inspect: scriptOf('inspect', inspect),
    join: scriptOf('join', join),
    line: scriptOf('line', line),
    look: scriptOf('look', look),
    raise: scriptOf('raise', raise),
    release: scriptOf('release', release),
    share: scriptOf('share', share),
    want: scriptOf('want', want),
  };
}
