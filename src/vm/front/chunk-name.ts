/**
 * How messages show a chunk's name (lobject.c luaO_chunkid): `@file`, `=literal`, or the source itself.
 */

/** The room that C has for it: LUA_IDSIZE in errors at run time, llex.c's MAXSRC in compile errors. */
export const RUN_ROOM = 60;
export const COMPILE_ROOM = 80;

export function showChunkName(name: string, room: number): string {
  const nul = name.indexOf('\0');
  const text = nul < 0 ? name : name.slice(0, nul);
  if (text.startsWith('=')) return text.slice(1, room);
  if (text.startsWith('@')) {
    const file = text.slice(1);
    return file.length > room - 8 ? `...${file.slice(file.length - room + 8)}` : file;
  }
  const lineEnd = text.search(/[\n\r]/);
  const length = Math.min(lineEnd < 0 ? text.length : lineEnd, room - 17);
  return `[string "${text.slice(0, length)}${length < text.length ? '...' : ''}"]`;
}
