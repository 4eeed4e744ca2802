/** The Redis whose behaviour the engine follows, as HELLO, INFO and scripts are told it. */
import { bytes } from './bytes.ts';

export const SERVER_VERSION = bytes('7.0.15');
/** The same as a number: one byte each for major, minor and patch. */
export const SERVER_VERSION_NUMBER = 0x0007000f;
