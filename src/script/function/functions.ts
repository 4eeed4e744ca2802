/**
 * Functions: the libraries of an engine. Whatever changes them either does so wholly or not at all.
 */
import type { ByteString } from '../../base/bytes.ts';
import { ErrorReply, type Reply } from '../../base/reply.ts';
import type { Random } from '../../vm/stdlib/random.ts';
import type { ScriptHost } from '../host.ts';
import type { LongScript } from '../run/long-script.ts';
import type { PaceOptions, RunTerms } from '../run/pace.ts';
import type { Words } from '../words.ts';
import type { FunctionLibrary, LibraryFunction } from './library.ts';
import { readLibraryHead } from './library-head.ts';
import { LibraryStore } from './library-store.ts';
import { LibraryVm } from './library-vm.ts';

const NONE_REGISTERED = new ErrorReply('ERR No functions registered');

/** What FUNCTION RESTORE does with the libraries that are there. */
export type RestorePolicy = 'append' | 'replace' | 'flush';

export class Functions {
  readonly #vm: LibraryVm;
  #store = LibraryStore.EMPTY;

  constructor(host: ScriptHost, random: Random, pace?: PaceOptions) {
    this.#vm = new LibraryVm(host, random, pace);
  }

  /** In the order of their coming. */
  get libraries(): Iterable<FunctionLibrary> {
    return this.#store.libraries.values();
  }

  /** How many names FCALL knows. */
  get count(): number {
    return this.#store.functionCount;
  }

  /** The function of this name, in whichever case. */
  find(name: ByteString): LibraryFunction | undefined {
    return this.#store.find(name);
  }

  /** Calls a function; its reply, or the error that ended it. */
  call(fn: LibraryFunction, words: Words, terms: RunTerms): Reply | LongScript {
    return this.#vm.call(fn, words, terms);
  }

  /** Loads a library; its name. @throws ErrorReply */
  load(source: ByteString, { replace }: { readonly replace: boolean }): ByteString {
    const library = this.#load(source, replace ? LibraryStore.EMPTY : this.#store);
    this.#store = this.#store.with([library]);
    return library.name;
  }

  /** Removes a library; false if there is none of that name. */
  delete(name: ByteString): boolean {
    if (!this.#store.libraries.has(name)) return false;
    this.#store = this.#store.without(name);
    return true;
  }

  flush(): void {
    this.#store = LibraryStore.EMPTY;
  }

  /** Loads libraries by their sources. @throws ErrorReply */
  restore(sources: Iterable<ByteString>, policy: RestorePolicy): void {
    let restored = LibraryStore.EMPTY;
    for (const source of sources) restored = restored.with([this.#load(source, restored)]);
    this.#store = policy === 'flush' ? restored : this.#joined(restored, policy);
  }

  #joined(restored: LibraryStore, policy: 'append' | 'replace'): LibraryStore {
    for (const name of restored.libraries.keys())
      if (policy === 'append' && this.#store.libraries.has(name))
        throw new ErrorReply(`ERR Library ${name} already exists`);
    return this.#store.with(restored.libraries.values());
  }

  /** A library whose name is not taken in `others`. */
  #load(source: ByteString, others: LibraryStore): FunctionLibrary {
    const { name, body } = readLibraryHead(source);
    if (others.libraries.has(name)) throw new ErrorReply(`ERR Library '${name}' already exists`);
    const functions = this.#vm.load(body);
    if (functions.length === 0) throw NONE_REGISTERED;
    return { name, source, functions };
  }
}
