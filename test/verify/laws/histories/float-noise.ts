/** From here on a double's neighbour is further off than a ten-millionth of a millionth. */
const TOO_LARGE = 512;

/** The amount as a sum of floats may come out: a neighbour of the double that is nearest to it. */
export function noisy(amount: string, as: 'text' | 'number'): string | number {
  const value = Number(amount);
  if (value === 0 || Math.abs(value) >= TOO_LARGE) return as === 'number' ? value : amount;
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const nearest = bits.getBigInt64(0);
  bits.setBigInt64(0, nearest + (nearest % 2n === 0n ? 1n : -1n));
  const neighbour = bits.getFloat64(0);
  return as === 'number' ? neighbour : String(neighbour);
}
