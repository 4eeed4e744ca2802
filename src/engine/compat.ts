/**
 * Compat: where versions of the server differ and a user may want the other way. One switch each, all of them
 * here; what is not chosen is as in 7.0.
 */

/** The switches. */
export interface Compat {
  /**
   * How many scripts are kept that only EVAL has brought; past it the one used longest ago is forgotten. Scripts
   * of SCRIPT LOAD always stay. 7.0 to 7.2 keep all of them (Infinity), so that a program which makes its sources
   * up as it goes fills the memory until SCRIPT FLUSH; 7.4 and later keep 500. Default Infinity.
   */
  readonly keptEvalScripts: number;
}

/** As redis-server 7.0 does it. */
export const COMPAT_7_0: Compat = { keptEvalScripts: Number.POSITIVE_INFINITY };
