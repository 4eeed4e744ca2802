/**
 * Decimal and hexadecimal text rounded to a binary format, as strtod and strtold do: exact in BigInt, then
 * nearest with ties to even. Serves hex doubles (number.ts) and the x87 long double (long-double.ts).
 */

/** A binary floating point format: value = mantissa × 2^exponent, exponent within bounds. */
export interface FloatFormat {
  /** Bits of the mantissa. */
  readonly bits: number;
  /** Least exponent of the mantissa's last bit (that of the smallest denormal). */
  readonly minExponent: number;
  /** Greatest exponent of a full mantissa's last bit. */
  readonly maxExponent: number;
}

/** A finite value of a format: (-1)^negative × mantissa × 2^exponent. */
export interface BinaryFloat {
  readonly negative: boolean;
  readonly mantissa: bigint;
  readonly exponent: number;
}

export const DOUBLE_FORMAT: FloatFormat = { bits: 53, minExponent: -1074, maxExponent: 971 };
export const LONG_DOUBLE_FORMAT: FloatFormat = { bits: 64, minExponent: -16445, maxExponent: 16320 };

/** Beyond this power of ten or two every format overflows or underflows; keeps BigInts small. */
const POWER_LIMIT = 40_000;

const DECIMAL = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i;
const HEX = /^([+-]?)0x([0-9a-f]*)\.?([0-9a-f]*)(?:p([+-]?\d+))?$/i;

/**
 * Reads a decimal or hexadecimal float. Undefined for text that is neither, for overflow, and for a value
 * that is not zero but rounds to it (where strtod sets ERANGE, and redis-server refuses the text).
 */
export function parseBinaryFloat(text: string, format: FloatFormat): BinaryFloat | undefined {
  const isHex = /^[+-]?0x/i.test(text);
  const parts = (isHex ? HEX : DECIMAL).exec(text);
  if (parts === null) return undefined;
  const fraction = parts[3] ?? '';
  const digits = `${parts[2]}${fraction}`;
  if (digits === '') return undefined;
  const whole = BigInt(isHex ? `0x${digits}` : digits);
  const negative = parts[1] === '-';
  if (whole === 0n) return { negative, mantissa: 0n, exponent: 0 };
  const power = Number(parts[4] ?? 0) - fraction.length * (isHex ? 4 : 1);
  if (power > POWER_LIMIT || power < -POWER_LIMIT) return undefined;
  const rounded = isHex ? roundBinary(whole, power, false, format) : roundDecimal(whole, power, format);
  return rounded && rounded.mantissa !== 0n ? { negative, ...rounded } : undefined;
}

type Magnitude = Omit<BinaryFloat, 'negative'>;

/** whole × 10^power, rounded. */
function roundDecimal(whole: bigint, power: number, format: FloatFormat): Magnitude | undefined {
  if (power >= 0) return roundBinary(whole * 10n ** BigInt(power), 0, false, format);
  const divisor = 10n ** BigInt(-power);
  // Enough bits that the quotient has two more than the mantissa; the remainder only says "not exact".
  const shift = Math.max(0, format.bits + 2 - (bitLength(whole) - bitLength(divisor)));
  const scaled = whole << BigInt(shift);
  const quotient = scaled / divisor;
  return roundBinary(quotient, -shift, quotient * divisor !== scaled, format);
}

/**
 * whole × 2^exponent rounded to a format; `sticky` says that something less than the last bit was cut off
 * (then `whole` must have at least two bits more than the mantissa). Undefined on overflow.
 */
export function roundBinary(
  whole: bigint,
  exponent: number,
  sticky: boolean,
  format: FloatFormat,
): Magnitude | undefined {
  const cut = Math.max(bitLength(whole) - format.bits, format.minExponent - exponent);
  if (cut <= 0)
    return exponent > format.maxExponent ? fitLarge(whole, exponent, format) : { mantissa: whole, exponent };
  const shift = BigInt(cut);
  let mantissa = whole >> shift;
  const rest = whole - (mantissa << shift);
  const half = 1n << (shift - 1n);
  if (rest > half || (rest === half && (sticky || (mantissa & 1n) === 1n))) mantissa += 1n;
  const rounded = exponent + cut;
  return fitLarge(mantissa, rounded, format);
}

/** Overflow is judged on the value, however few bits its mantissa has. */
function fitLarge(mantissa: bigint, exponent: number, format: FloatFormat): Magnitude | undefined {
  return bitLength(mantissa) + exponent > format.bits + format.maxExponent
    ? undefined
    : { mantissa, exponent };
}

function bitLength(value: bigint): number {
  const hex = value.toString(16);
  return value === 0n ? 0 : hex.length * 4 - Math.clz32(Number.parseInt(hex[0] as string, 16)) + 28;
}
