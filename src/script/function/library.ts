/** A library: a source with a name, and the functions that it registered when it was loaded. */
import type { ByteString } from '../../base/bytes.ts';
import type { LuaFunction } from '../../vm/index.ts';
import type { ScriptFlag } from '../flag.ts';

export interface LibraryFunction {
  /** As it was registered; FCALL finds it in any case. */
  readonly name: ByteString;
  readonly description: ByteString | undefined;
  readonly flags: ReadonlySet<ScriptFlag>;
  readonly body: LuaFunction;
  /** What it holds in variables or tables of its library may differ from call to call. */
  readonly keepsState: boolean;
}

export interface FunctionLibrary {
  readonly name: ByteString;
  /** All of it, head included: what DUMP, a fork and a restart need. */
  readonly source: ByteString;
  readonly functions: readonly LibraryFunction[];
}
