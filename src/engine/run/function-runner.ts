/**
 * What the engine needs of whoever keeps and runs functions: FUNCTION and FCALL. A part of the ScriptRunner.
 */
import type { ByteString } from '../../base/bytes.ts';
import type { Outcome } from '../command/command.ts';
import type { Context } from './context.ts';
import type { ScriptMode, ScriptWords } from './script-runner.ts';

export interface FunctionRunner {
  /** Libraries in the order of their coming. */
  libraries(): Iterable<LibraryInfo>;
  /** What INFO tells of them: functions that FCALL can call, libraries, the bytes of their names and sources. */
  usage(): { readonly count: number; readonly libraries: number; readonly bytes: number };
  /** True when FCALL would find a function of this name. */
  has(name: ByteString): boolean;
  /** FCALL and FCALL_RO of a function that is there. */
  call(ctx: Context, name: ByteString, words: ScriptWords, mode: ScriptMode): Outcome;
  /** Loads a library and answers its name. Throws ErrorReply, having changed nothing. */
  load(source: ByteString, options: { readonly replace: boolean }): ByteString;
  /** Removes a library; false if there is none of that name. */
  delete(name: ByteString): boolean;
  flush(): void;
  /** Every library, as RESTORE takes it. */
  dump(): ByteString;
  /** Loads what `dump` gave, here or elsewhere. Throws ErrorReply, having changed nothing. */
  restore(payload: ByteString, policy: 'append' | 'replace' | 'flush'): void;
  /** Takes over the libraries of another engine in the place of its own. */
  copyFrom(other: FunctionRunner): void;
}

export interface LibraryInfo {
  readonly name: ByteString;
  readonly source: ByteString;
  readonly functions: readonly FunctionInfo[];
}

export interface FunctionInfo {
  readonly name: ByteString;
  readonly description: ByteString | undefined;
  /** The flags it declared. */
  readonly flags: ReadonlySet<string>;
}
