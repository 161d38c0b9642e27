/**
 * A JSON number's value where a double holds exactly what is written (to the shortest decimal that names the double),
 * else null. EventBridge compares such numbers by value and all others by their text alone.
 */
export function comparableNumber(text: string): number | null {
  const value = Number(text);
  if (!Number.isFinite(value)) return null;
  return decimalOf(text) === decimalOf(String(value)) ? value : null;
}

/** One spelling for equal decimals: sign, digits without zeros at either end, and a power of ten. */
function decimalOf(text: string): string {
  const parts = /^(-?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]+))?$/.exec(text);
  if (parts === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = (whole + fraction).replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return '0';
  const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - kept.length);
  return `${sign}${kept}e${power}`;
}
