/** The version of this package, written in at build time. */
declare const __TIDELOCK_VERSION__: string | undefined;

export const VERSION: string =
  typeof __TIDELOCK_VERSION__ === 'string' ? __TIDELOCK_VERSION__ : 'development';
