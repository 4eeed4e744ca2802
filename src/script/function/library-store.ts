/**
 * LibraryStore: the libraries of an engine and their functions by name. A value: a change makes another store,
 * so that what fails halfway has changed nothing.
 */
import type { ByteString } from '../../base/bytes.ts';
import { ErrorReply } from '../../base/reply.ts';
import type { FunctionLibrary, LibraryFunction } from './library.ts';

export class LibraryStore {
  /** By name, in the order of their coming. */
  readonly libraries: ReadonlyMap<ByteString, FunctionLibrary>;
  /** By name in lower case. */
  readonly #functions: ReadonlyMap<string, LibraryFunction>;

  private constructor(libraries: ReadonlyMap<ByteString, FunctionLibrary>) {
    this.libraries = libraries;
    this.#functions = indexOf(libraries.values());
  }

  static readonly EMPTY = new LibraryStore(new Map());

  /** The function that FCALL means, in whichever case. */
  find(name: string): LibraryFunction | undefined {
    return this.#functions.get(name) ?? this.#functions.get(name.toLowerCase());
  }

  /** How many names FCALL knows. */
  get functionCount(): number {
    return this.#functions.size;
  }

  /**
   * With these libraries too, each in place of one of its name.
   * @throws ErrorReply when a function of theirs has the name of one that stays
   */
  with(added: Iterable<FunctionLibrary>): LibraryStore {
    const libraries = new Map(this.libraries);
    const newcomers = [...added];
    for (const { name } of newcomers) libraries.delete(name);
    const taken = indexOf(libraries.values());
    for (const { functions } of newcomers)
      for (const { name } of functions)
        if (taken.has(name.toLowerCase())) throw new ErrorReply(`ERR Function ${name} already exists`);
    for (const library of newcomers) libraries.set(library.name, library);
    return new LibraryStore(libraries);
  }

  without(name: ByteString): LibraryStore {
    const libraries = new Map(this.libraries);
    libraries.delete(name);
    return new LibraryStore(libraries);
  }
}

/** Of two functions of one library whose names differ in case only, the first is the one that is found. */
function indexOf(libraries: Iterable<FunctionLibrary>): Map<string, LibraryFunction> {
  const index = new Map<string, LibraryFunction>();
  for (const { functions } of libraries)
    for (const fn of functions) {
      const name = fn.name.toLowerCase();
      if (!index.has(name)) index.set(name, fn);
    }
  return index;
}
