/** Numbers and dates as a store's people write them. */
export interface Formats {
  /** An amount in the store's currency; of a share, up to six decimals. */
  money(amount: string): string;
  /** An amount in another currency. */
  moneyIn(amount: string, currency: string): string;
  number(value: number | string): string;
  /** With minutes, in the store's time zone. */
  instant(iso: string): string;
}

/** Shares of money have more decimals than a currency. */
const SHARE_DECIMALS = 6;

export function formatsFor(locale: string, currency: string, timeZone: string): Formats {
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: SHARE_DECIMALS });
  const moneyIn = (amount: string, code: string) => {
    const format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: code,
      maximumFractionDigits: SHARE_DECIMALS,
      minimumFractionDigits: decimalsOf(code),
    });
    // Text, so that no float comes between.
    return format.format(amount as Intl.StringNumericLiteral);
  };
  return {
    money: (amount) => moneyIn(amount, currency),
    moneyIn,
    number: (value) => numbers.format(value as number),
    instant: (iso) => dates.format(new Date(iso)),
  };
}

function decimalsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().minimumFractionDigits ?? 2;
}
