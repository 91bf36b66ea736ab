/** Money of the made-up shops is whole minor units; `perEuro` is in ten-thousandths. */
export interface Currency {
  readonly code: string;
  readonly exponent: number;
  readonly perEuro: number;
}

const EUR: Currency = { code: 'EUR', exponent: 2, perEuro: 10_000 };

export const CURRENCIES: readonly [readonly [number, Currency], ...(readonly [number, Currency])[]] = [
  [4, EUR],
  [3, { code: 'BRL', exponent: 2, perEuro: 61_234 }],
  [2, { code: 'USD', exponent: 2, perEuro: 10_873 }],
  [1, { code: 'JPY', exponent: 0, perEuro: 1_623_700 }],
  [0.4, { code: 'VND', exponent: 0, perEuro: 274_310_000 }],
  [1, { code: 'KWD', exponent: 3, perEuro: 3_341 }],
];

export function currencyNamed(code: string): Currency {
  const [, found] = CURRENCIES.find(([, currency]) => currency.code === code) ?? [];
  if (found === undefined) throw new RangeError(`no history is made up in ${code}`);
  return found;
}

/** Euro cents → a price of like worth in minor units of the currency. */
export const priceIn = (currency: Currency, euroCents: number): number =>
  Math.max(1, Math.round((euroCents * currency.perEuro * 10 ** currency.exponent) / 1_000_000));

/** The same amount in another currency, rounded to its minor unit as a platform does. */
export function convert(minor: number, from: Currency, to: Currency): number {
  if (from.code === to.code) return minor;
  const magnitude = Math.round(
    (Math.abs(minor) * to.perEuro * 10 ** to.exponent) / (from.perEuro * 10 ** from.exponent),
  );
  return minor < 0 ? -magnitude : magnitude;
}

/** 4029 with three decimals → "4.029" */
export function decimalText(minor: number, decimals: number): string {
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const sign = minor < 0 ? '-' : '';
  return decimals === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-decimals)}`;
}
