/** What this folder uses of fengari, which ships no types. */

declare module 'fengari' {
  export const lauxlib: { luaL_newstate(): import('./fengari-shape.ts').FengariState };
}
declare module 'fengari/src/llex.js' {
  const llex: import('./fengari-shape.ts').FengariLexer;
  export default llex;
}
declare module 'fengari/src/lobject.js' {
  const lobject: import('./fengari-shape.ts').FengariObject;
  export default lobject;
}
declare module 'fengari/src/lparser.js' {
  const lparser: import('./fengari-shape.ts').FengariParser;
  export default lparser;
}
declare module 'fengari/src/lstring.js' {
  const lstring: {
    TString: new (state: unknown, bytes: Uint8Array) => import('./fengari-shape.ts').FengariString;
  };
  export default lstring;
}
declare module 'fengari/src/lzio.js' {
  const lzio: { MBuffer: new () => object };
  export default lzio;
}
